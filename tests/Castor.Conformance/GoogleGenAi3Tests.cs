namespace Castor.Conformance;

/// <summary>The newest <c>@google/genai</c> 3.x, which speaks to <c>/v1</c>.</summary>
public sealed class GoogleGenAi3Tests(ConformanceHost host)
{
    private const string Script = "genai.mjs @google/genai";

    public static TheoryData<string> Cases => [.. GoogleGenAiCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(GoogleGenAiCases.All, (await host.RunAsync(Script)).Cases);
}
