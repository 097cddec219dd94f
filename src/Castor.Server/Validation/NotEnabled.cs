using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>The refusals of what a model cannot do.</summary>
internal static class NotEnabled
{
    /// <summary>The refusal of a feature, such as <c>Function calling</c>.</summary>
    /// <remarks>The service named the model until 2025; since then, and for the models that came since, it says "this model".</remarks>
    public static ApiException Error(string feature, ModelEntry model) =>
        ApiException.InvalidArgument(
            NamesModel(model) ? $"{feature} is not enabled for models/{model.Id}" : $"{feature} is not enabled for this model");

    private static bool NamesModel(ModelEntry model) =>
        ModelGeneration.Of(model) is { Major: 2, Minor: 0 } || model.Traits.Family.StartsWith("gemma-3", StringComparison.Ordinal);
}
