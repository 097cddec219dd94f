using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Identity;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Finds the model that a body or a path of the dialect names.</summary>
internal sealed class OpenAiModels(ModelCatalog catalog)
{
    /// <summary>What stands before the names of Google's models on Vertex AI.</summary>
    public const string Publisher = "google/";

    private const string Prefix = "models/";

    /// <summary>The model, for a method that it must have.</summary>
    /// <param name="context">The request.</param>
    /// <param name="name">The name as the client wrote it.</param>
    /// <param name="method">The method.</param>
    /// <exception cref="ApiException">There is no such model, it lacks the method, or the key is not for either.</exception>
    public ModelEntry Find(HttpContext context, string? name, string method)
    {
        ModelEntry? model = TryFind(context, name ?? "", method);
        OpenAiDoor door = OpenAiDoor.Of(context);
        RequestValidator.EnsureSupports(model, IdOf(door, name ?? ""), method, door.ApiVersion);
        return model;
    }

    /// <summary>The model; null where there is none of the name.</summary>
    /// <exception cref="ApiException">The key is not for it, or not for the method.</exception>
    public ModelEntry? TryFind(HttpContext context, string name, string method)
    {
        string id = IdOf(OpenAiDoor.Of(context), name);
        context.Features.Get<CallLimit>()?.Enforce(context, method, id);
        return catalog.Find(id);
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
