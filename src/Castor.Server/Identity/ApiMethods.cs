namespace Castor.Server.Identity;

/// <summary>The methods that a key can be limited to.</summary>
internal static class ApiMethods
{
    public const string ListModels = "listModels";
    public const string GetModel = "getModel";

    public static readonly string[] All =
    [
        "generateContent", "streamGenerateContent", "countTokens", "embedContent", "batchEmbedContents", "computeTokens", "predict", ListModels, GetModel,
    ];
}
