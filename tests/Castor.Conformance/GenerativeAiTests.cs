namespace Castor.Conformance;

/// <summary>The legacy <c>@google/generative-ai</c>.</summary>
public sealed class GenerativeAiTests(ConformanceHost host)
{
    private const string Script = "generative-ai.mjs";

    private static readonly string[] s_cases =
    [
        "text", "stream", "chat", "image", "functionCalling", "functionCallingAny", "jsonSchema", "enum", "thinking", "countTokens", "embedOne",
        "embedMany", "systemInstruction", "stopSequences", "maxTokens", "wrongModel", "missingKey", "wrongKey", "unknownField", "badArgument",
        "quota", "midStreamError", "blockedPrompt", "abort", "serverTimeout",
    ];

    public static TheoryData<string> Cases => [.. s_cases];

    [Theory]
    [MemberData(nameof(Cases))]
    public async Task Client_Case_Passes(string name) => (await host.RunAsync(Script)).AssertPassed(name);

    [Fact]
    public async Task Script_Cases_AreAllAsserted() => Assert.Equal(s_cases, (await host.RunAsync(Script)).Cases);
}
