using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>The refusals of models that are not there or lack the method.</summary>
internal static class MethodSupport
{
    private const string NameSet = "-._";

    /// <summary>The failure for a model that is unknown, or that lacks the method.</summary>
    public static ApiException Missing(string requestedName, string method, string apiVersion) =>
        IsModelName(requestedName)
            ? new ApiException(
                ApiStatus.NotFound,
                $"models/{requestedName} is not found for API version {apiVersion}, or is not supported for {method}. " +
                "Call ModelService.ListModels to see the list of available models and their supported methods.")
            : ApiException.InvalidArgument("* GenerateContentRequest.model: unexpected model name format\n");

    private static bool IsModelName(string name)
    {
        if (name.Length == 0)
        {
            return false;
        }

        foreach (char c in name)
        {
            if (!char.IsAsciiLetterOrDigit(c) && !NameSet.Contains(c))
            {
                return false;
            }
        }

        return true;
    }
}
