using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Developer;

/// <summary>Turns requests of this door into calls of the core.</summary>
internal static class GenerationCalls
{
    public static GenerationCall Create(HttpContext context, GenerateContentRequest request, ModelEntry model, bool streamed) => new()
    {
        Request = request,
        Model = model,
        Streamed = streamed,
        FindHeader = HeaderFinder(context),
    };

    public static EmbeddingCall Create(HttpContext context, EmbedContentRequest request, ModelEntry model) => new()
    {
        Request = request,
        Model = model,
        FindHeader = HeaderFinder(context),
    };

    private static Func<string, string?> HeaderFinder(HttpContext context)
    {
        IHeaderDictionary headers = context.Request.Headers;
        return name => headers.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values) ? values.ToString() : null;
    }
}
