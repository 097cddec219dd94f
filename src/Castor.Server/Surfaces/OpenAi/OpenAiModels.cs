using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Validation;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Finds the model that a body or a path of the dialect names.</summary>
internal sealed class OpenAiModels(ModelCatalog catalog)
{
    /// <summary>What stands before the names of Google's models on Vertex AI.</summary>
    public const string Publisher = "google/";

    private const string Prefix = "models/";

    /// <summary>The model.</summary>
    /// <param name="door">Where it is asked for.</param>
    /// <param name="name">The name as the client wrote it.</param>
    /// <param name="method">The method that it must have.</param>
    /// <exception cref="ApiException">There is no such model, or it lacks the method.</exception>
    public ModelEntry Find(OpenAiDoor door, string? name, string method)
    {
        string id = IdOf(door, name ?? "");
        ModelEntry? model = catalog.Find(id);
        RequestValidator.EnsureSupports(model, id, method, door.ApiVersion);
        return model;
    }

    /// <summary>The id within a name.</summary>
    public static string IdOf(OpenAiDoor door, string name)
    {
        if (!door.IsVertex)
        {
            return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
        }

        return name.StartsWith(Publisher, StringComparison.Ordinal)
            ? name[Publisher.Length..]
            : throw ApiException.InvalidArgument($"Malformed publisher model `{name}`: name it as `{Publisher}MODEL`.");
    }
}
