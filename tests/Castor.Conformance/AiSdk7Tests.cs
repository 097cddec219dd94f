namespace Castor.Conformance;

/// <summary>The newest AI SDK with its <c>@ai-sdk/google</c>: made for Node 22, and running on 20.</summary>
public sealed class AiSdk7Tests(ConformanceHost host)
{
    private const string Script = "ai-sdk.mjs ai-newest ai-sdk-google-newest";

    public static TheoryData<string> Cases => [.. AiSdkCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(AiSdkCases.All, (await host.RunAsync(Script)).Cases);
}
