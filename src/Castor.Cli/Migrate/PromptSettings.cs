namespace Castor.Cli.Migrate;

/// <summary>Which settings of Google AI Studio are which of Vertex AI Studio.</summary>
internal static class PromptSettings
{
    public const string StudioModel = "models/";
    public const string VertexModel = "publishers/google/models/";
    public const string ThinkingPrefix = "THINKING_";

    /// <summary>Keys of <c>runSettings</c>, and where they are in a prompt message.</summary>
    public static readonly (string Studio, string Vertex)[] Values =
    [
        ("temperature", "generationConfig/temperature"),
        ("topP", "generationConfig/topP"),
        ("topK", "generationConfig/topK"),
        ("maxOutputTokens", "generationConfig/maxOutputTokens"),
        ("responseMimeType", "generationConfig/responseMimeType"),
        ("responseModalities", "generationConfig/responseModalities"),
        ("thinkingBudget", "generationConfig/thinkingConfig/thinkingBudget"),
        ("outputResolution", "generationConfig/imageConfig/imageSize"),
        ("aspectRatio", "generationConfig/imageConfig/aspectRatio"),
        ("safetySettings", "safetySettings"),
    ];

    /// <summary>The key of <c>runSettings</c> that has a prefix there.</summary>
    public static readonly (string Studio, string Vertex) ThinkingLevel = ("thinkingLevel", "generationConfig/thinkingConfig/thinkingLevel");

    /// <summary>Switches of <c>runSettings</c>, and the tools that they are.</summary>
    public static readonly (string Studio, string Tool)[] Tools =
    [
        ("enableCodeExecution", "codeExecution"),
        ("enableSearchAsATool", "googleSearch"),
        ("enableBrowseAsATool", "urlContext"),
        ("enableGoogleMaps", "googleMaps"),
    ];
}
