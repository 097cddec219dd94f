namespace Castor.Conformance;

/// <summary>Gemini CLI without a terminal, in Vertex mode.</summary>
public sealed class VertexGeminiCliTests(ConformanceHost host)
{
    private const string Script = "vertex-gemini-cli.mjs";

    private static readonly string[] s_cases = ["text", "readsFile", "image", "wrongModel", "metadataServer"];

    public static TheoryData<string> Cases => [.. s_cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(s_cases, (await host.RunAsync(Script)).Cases);
}
