namespace Castor.Conformance;

/// <summary>The legacy <c>@google-cloud/vertexai</c>.</summary>
public sealed class VertexLegacyTests(ConformanceHost host)
{
    private const string Script = "vertex-legacy.mjs";

    private static readonly string[] s_cases = ["text", "stream", "chat", "image", "functionCalling", "countTokens", "wrongModel"];

    public static TheoryData<string> Cases => [.. s_cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(s_cases, (await host.RunAsync(Script)).Cases);
}
