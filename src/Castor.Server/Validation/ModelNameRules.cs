using Castor.Engines.Catalog;

namespace Castor.Server.Validation;

/// <summary>Rules of a model that is named inside a request, beside the one in its path.</summary>
internal static class ModelNameRules
{
    private const string Prefix = "models/";

    /// <summary>Field rules of the name, of which the message at hand is the owner.</summary>
    /// <param name="name">The name, which must be that of the path's model or an alias of it.</param>
    /// <param name="model">The path's model.</param>
    /// <param name="request">The message that the path fills in, such as <c>CountTokensRequest</c>.</param>
    /// <param name="violations">What is found.</param>
    public static void Check(string? name, ModelEntry model, string request, ViolationList violations)
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
            violations.Add("model", $"The model in the request must match the model specified in {request}.model.");
        }
    }
}
