namespace Castor.Conformance;

/// <summary>The newest <c>@google/genai</c> 3.x in Vertex mode.</summary>
public sealed class VertexGenAi3Tests(ConformanceHost host)
{
    private const string Script = "vertex-genai.mjs @google/genai";

    public static TheoryData<string> Cases => [.. VertexGenAiCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(VertexGenAiCases.All, (await host.RunAsync(Script)).Cases);
}
