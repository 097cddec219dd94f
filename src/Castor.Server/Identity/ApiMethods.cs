namespace Castor.Server.Identity;

/// <summary>The methods that a key can be limited to.</summary>
internal static class ApiMethods
{
    public const string ListModels = "listModels";
    public const string GetModel = "getModel";

    /// <summary>The services that a key can be limited to.</summary>
    public static readonly string[] Services = ["generativelanguage.googleapis.com", "aiplatform.googleapis.com"];

    public static readonly string[] All =
    [
        "generateContent", "streamGenerateContent", "countTokens", "embedContent", "batchEmbedContents", "computeTokens", "predict", ListModels, GetModel,
    ];
}
