using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Twins;

/// <summary>Turns requests into calls of the core.</summary>
internal static class GenerationCalls
{
    public static GenerationCall Create(HttpContext context, GenerateContentRequest request, ModelEntry model, bool streamed) => new()
    {
        Request = request,
        Model = model,
        Streamed = streamed,
        FindHeader = context.Request.Headers.Find,
    };

    public static EmbeddingCall Create(HttpContext context, EmbedContentRequest request, ModelEntry model) => new()
    {
        Request = request,
        Model = model,
        FindHeader = context.Request.Headers.Find,
    };

    private static string? Find(this IHeaderDictionary headers, string name) =>
        headers.TryGetValue(name, out Microsoft.Extensions.Primitives.StringValues values) ? values.ToString() : null;
}
