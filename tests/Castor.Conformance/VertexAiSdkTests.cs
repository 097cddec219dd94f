namespace Castor.Conformance;

/// <summary>The newest AI SDK with its <c>@ai-sdk/google-vertex</c>: made for Node 22, and running on 20.</summary>
public sealed class VertexAiSdkTests(ConformanceHost host)
{
    private const string Script = "vertex-ai-sdk.mjs";

    private static readonly string[] s_cases = ["text", "express", "stream", "image", "functionCalling", "embedMany", "wrongModel", "quota"];

    public static TheoryData<string> Cases => [.. s_cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(s_cases, (await host.RunAsync(Script)).Cases);
}
