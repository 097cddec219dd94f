using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Identity;
using Castor.Server.Surfaces.Vertex;
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
        string id = IdOf(door, name ?? "");
        if (!door.IsVertex)
        {
            RequestValidator.EnsureSupports(model, id, method, door.ApiVersion);
            return model;
        }

        return model is not null && model.Supports(method) && (door.Merged || VertexModels.IsServedAt(model, context))
            ? model
            : throw VertexErrors.MissingModel($"{ParentOf(context)}/publishers/google/models/{id}");
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
    /// <exception cref="ApiException">The name is none of Vertex AI's.</exception>
    public static string IdOf(OpenAiDoor door, string name)
    {
        if (name.StartsWith(Publisher, StringComparison.Ordinal) && (door.IsVertex || door.Merged))
        {
            return name[Publisher.Length..];
        }

        if (door.IsVertex && !door.Merged)
        {
            throw ApiException.InvalidArgument($"Malformed publisher model `{name}`: name it as `{Publisher}MODEL`.");
        }

        return name.StartsWith(Prefix, StringComparison.Ordinal) ? name[Prefix.Length..] : name;
    }

    /// <summary>The <c>projects/p/locations/l</c> of a path.</summary>
    private static string ParentOf(HttpContext context)
    {
        string path = context.Request.Path.Value!;
        int start = path.IndexOf('/', 1) + 1;
        return path[start..path.IndexOf("/endpoints/", StringComparison.Ordinal)];
    }
}
