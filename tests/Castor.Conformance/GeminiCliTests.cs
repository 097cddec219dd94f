namespace Castor.Conformance;

/// <summary>Gemini CLI without a terminal.</summary>
public sealed class GeminiCliTests(ConformanceHost host)
{
    private const string Script = "gemini-cli.mjs";

    private static readonly string[] s_cases =
    [
        "text", "stream", "chat", "routing", "readsFile", "readsFileByScenario", "readsFileBriefed", "image", "badRequest", "wrongModel", "wrongKey", "overloadedThenAnswer",
        "dailyQuota", "kill",
    ];

    public static TheoryData<string> Cases => [.. s_cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(s_cases, (await host.RunAsync(Script)).Cases);
}
