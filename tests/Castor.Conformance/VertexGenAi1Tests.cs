namespace Castor.Conformance;

/// <summary><c>@google/genai</c> 1.x in Vertex mode.</summary>
public sealed class VertexGenAi1Tests(ConformanceHost host)
{
    private const string Script = "vertex-genai.mjs genai-v1";

    public static TheoryData<string> Cases => [.. VertexGenAiCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(VertexGenAiCases.All, (await host.RunAsync(Script)).Cases);
}
