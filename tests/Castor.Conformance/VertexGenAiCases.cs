namespace Castor.Conformance;

/// <summary>The cases of <c>clients/vertex-genai.mjs</c>, which every release of the SDK passes alike.</summary>
internal static class VertexGenAiCases
{
    public static readonly string[] All =
    [
        "text", "stream", "express", "switch", "countTokens", "computeTokens", "embed", "models", "functionCalling", "streamedArguments", "quota", "wrongModel",
        "expressKey", "unknownToken",
    ];
}
