namespace Castor.Conformance;

/// <summary>The newest AI SDK that is made for Node 20, with its <c>@ai-sdk/google</c>.</summary>
public sealed class AiSdk6Tests(ConformanceHost host)
{
    private const string Script = "ai-sdk.mjs ai @ai-sdk/google";

    public static TheoryData<string> Cases => [.. AiSdkCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(AiSdkCases.All, (await host.RunAsync(Script)).Cases);
}
