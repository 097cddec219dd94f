using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Developer;

/// <summary>The model that the path of a request names.</summary>
internal static class RequestedModel
{
    /// <summary>The third segment of <c>/{version}/models/{model}:{method}</c> without the method; empty where there is none.</summary>
    /// <param name="context">The request.</param>
    /// <param name="method">The method of its endpoint.</param>
    public static ReadOnlySpan<char> Of(HttpContext context, ApiMethod method)
    {
        ReadOnlySpan<char> path = context.Request.Path.Value;
        Span<Range> segments = stackalloc Range[5];
        if (path.Split(segments, '/') < 4)
        {
            return default;
        }

        ReadOnlySpan<char> segment = path[segments[3]];
        return method.IsCustom ? segment[..^(method.Name.Length + 1)] : segment;
    }
}
