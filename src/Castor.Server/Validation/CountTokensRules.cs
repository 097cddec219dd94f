using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of what is to be counted.</summary>
internal static class CountTokensRules
{
    private const string Prefix = "models/";

    /// <summary>Refuses a request with nothing to count. Contents beside a whole request are ignored, as documented.</summary>
    public static void CheckPresence(CountTokensRequest request)
    {
        if (request.GenerateContentRequest is null && request.Contents is not { Count: > 0 })
        {
            throw ApiException.InvalidArgument("CountTokens requires generate_content_request or contents to be set.");
        }
    }

    /// <summary>Field rules of the model name of a whole request, which is the message at hand.</summary>
    public static void CheckName(string? name, ModelEntry model, ViolationList violations)
    {
        if (name is null or "")
        {
            violations.Add("model", "model is not specified");
        }
        else if (!name.StartsWith(Prefix, StringComparison.Ordinal))
        {
            violations.Add("model", "unexpected model name format");
        }
        else if (name != model.Model.Name && !model.Traits.Aliases.Contains(name[Prefix.Length..]))
        {
            violations.Add("model", "The model in the request must match the model specified in CountTokensRequest.model.");
        }
    }
}
