namespace Castor.Conformance;

/// <summary>The release of <c>openai</c> for Node that most programs have.</summary>
public sealed class OpenAi6Tests(ConformanceHost host)
{
    private const string Script = OpenAiCases.Script + " openai-v6";

    public static TheoryData<string> Cases => [.. OpenAiCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(OpenAiCases.All, (await host.RunAsync(Script)).Cases);
}
