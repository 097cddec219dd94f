namespace Castor.Conformance;

/// <summary>The cases of <c>clients/genai.mjs</c>, which every release of the SDK passes alike.</summary>
internal static class GoogleGenAiCases
{
    public static readonly string[] All =
    [
        "text", "stream", "chat", "image", "jsonSchema", "responseSchema", "enum", "thinking", "thinkingStream", "countTokens", "countTokensOfImage", "embedOne",
        "embedMany", "embedDimensions", "modelsList", "modelsGet", "systemInstruction", "stopSequences", "maxTokens", "candidateCount",
        "imageOutput", "imageModels", "speechOutput", "functionCalling", "functionCallingModes", "functionCallingJsonSchema",
        "automaticFunctionCalling", "automaticFunctionCallingTwoTools", "automaticFunctionCallingOfEach",
        "automaticFunctionCallingStream", "thoughtSignatures", "wrongModel",
        "wrongModelStream", "missingKey", "wrongKey", "rightKey", "restrictedKey", "badArgument", "unknownField", "unimplemented", "quota",
        "overloadedThenAnswer", "midStreamError", "cutStream", "blockedPrompt", "abort", "serverTimeout", "clientTimeout",
    ];
}
