using Castor.Engines.Catalog;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Which models and methods Vertex AI has, and where.</summary>
internal static class VertexModels
{
    /// <summary>The method by which models that embed text, and on Vertex AI those that draw, are asked for predictions.</summary>
    public const string Predict = "predict";

    private const string Locations = "/locations/";
    private const string Global = "global";

    /// <summary>Whether the model has the method. What counts tokens can list them, and what embeds can be asked to predict.</summary>
    public static bool Supports(ModelEntry model, string method) => method switch
    {
        "computeTokens" => model.Supports("countTokens"),
        Predict => model.Supports("embedContent"),
        _ => model.Supports(method),
    };

    /// <summary>Whether the location of a path serves the model: Gemini 3 and later are served by <c>global</c> alone.</summary>
    public static bool IsServedAt(ModelEntry model, HttpContext context)
    {
        ReadOnlySpan<char> path = context.Request.Path.Value;
        int locations = path.IndexOf(Locations, StringComparison.Ordinal);
        if (locations < 0 || !ModelGeneration.Of(model).IsAtLeast(3))
        {
            return true;
        }

        ReadOnlySpan<char> location = path[(locations + Locations.Length)..];
        return location[..location.IndexOf('/')].SequenceEqual(Global);
    }
}
