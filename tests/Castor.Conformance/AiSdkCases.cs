namespace Castor.Conformance;

/// <summary>The cases of <c>clients/ai-sdk.mjs</c>, which every release of the AI SDK passes alike.</summary>
internal static class AiSdkCases
{
    public static readonly string[] All =
    [
        "text", "stream", "chat", "image", "functionCalling", "functionCallingStream", "functionCallingRequired", "functionCallingGemini3",
        "jsonSchema", "jsonSchemaStream", "enum", "thinking", "embedOne", "embedMany", "systemInstruction", "stopSequences", "maxTokens",
        "imageOutput", "wrongModel", "missingKey", "wrongKey", "badArgument", "quota", "overloadedThenAnswer", "midStreamError", "cutStream",
        "blockedPrompt", "abort", "serverTimeout",
    ];
}
