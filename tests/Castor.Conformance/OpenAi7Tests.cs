namespace Castor.Conformance;

/// <summary>The newest <c>openai</c> for Node.</summary>
public sealed class OpenAi7Tests(ConformanceHost host)
{
    private const string Script = OpenAiCases.Script + " openai";

    public static TheoryData<string> Cases => [.. OpenAiCases.All];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(OpenAiCases.All, (await host.RunAsync(Script)).Cases);
}
