using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>The refusals of models that are not there or lack the method.</summary>
internal static class MethodSupport
{
    private const string NamePunctuation = "-._";

    /// <summary>The failure for a model that is unknown, or that lacks the method.</summary>
    public static ApiException Missing(string requestedName, string method, string apiVersion) =>
        IsModelName(requestedName)
            ? new ApiException(
                ApiStatus.NotFound,
                $"models/{requestedName} is not found for API version {apiVersion}, or is not supported for {PlainMethod(method)}. " +
                "Call ModelService.ListModels to see the list of available models and their supported methods.")
            : ApiException.InvalidArgument($"* {RequestName(method)}.model: unexpected model name format\n");

    /// <summary>Streams and batches are told of by the method that they go with, as recorded.</summary>
    private static string PlainMethod(string method) => method switch
    {
        "streamGenerateContent" => "generateContent",
        "batchEmbedContents" => "embedContent",
        _ => method,
    };

    private static string RequestName(string method) => method switch
    {
        "countTokens" => "CountTokensRequest",
        "embedContent" => "EmbedContentRequest",
        "batchEmbedContents" => "BatchEmbedContentsRequest",
        _ => "GenerateContentRequest",
    };

    private static bool IsModelName(string name)
    {
        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !NamePunctuation.Contains(c))
            {
                return false;
            }
        }

        return name.Length > 0;
    }
}
