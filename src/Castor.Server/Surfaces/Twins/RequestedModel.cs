using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Twins;

/// <summary>The model that the path of a request names.</summary>
internal static class RequestedModel
{
    /// <summary>The last segment of <c>.../{model}:{method}</c> without the method.</summary>
    /// <param name="context">The request.</param>
    /// <param name="method">The method of its endpoint.</param>
    public static ReadOnlySpan<char> Of(HttpContext context, ApiMethod method)
    {
        ReadOnlySpan<char> path = context.Request.Path.Value.AsSpan().TrimEnd('/');
        ReadOnlySpan<char> segment = path[(path.LastIndexOf('/') + 1)..];
        return method.IsCustom && segment.Length > method.Name.Length ? segment[..^(method.Name.Length + 1)] : segment;
    }

    /// <summary>The whole resource that the path names, such as <c>projects/p/locations/l/publishers/google/models/m</c>.</summary>
    /// <param name="context">The request.</param>
    /// <param name="method">The method of its endpoint.</param>
    public static string Resource(HttpContext context, ApiMethod method)
    {
        string path = context.Request.Path.Value!.TrimEnd('/');
        int start = path.IndexOf('/', 1) + 1;
        return path[start..(method.IsCustom ? path.Length - method.Name.Length - 1 : path.Length)];
    }
}
