using System.Collections.Frozen;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Castor.Server.Surfaces.Developer;

/// <summary>
/// Picks the endpoint of <c>/{version}/models/{model}:{method}</c> by two look-ups. The router tells such paths apart only by trying the
/// pattern of every method in turn; it still finds all other paths, and these where this finds none.
/// </summary>
internal sealed class ModelMethodRouting
{
    private const string Models = "models/";

    private readonly RequestDelegate _next;
    private readonly Lazy<FrozenDictionary<string, FrozenDictionary<string, Endpoint>>> _endpoints;

    public ModelMethodRouting(RequestDelegate next, EndpointDataSource endpoints)
    {
        _next = next;
        _endpoints = new(() => endpoints.Endpoints
            .Select(endpoint => (Endpoint: endpoint, Method: endpoint.Metadata.GetMetadata<ApiMethod>()))
            .Where(e => e.Method is not null && IsModelMethod(e.Endpoint, e.Method))
            .GroupBy(e => e.Method!.Version, StringComparer.Ordinal)
            .ToFrozenDictionary(
                version => version.Key,
                version => version.ToFrozenDictionary(e => e.Method!.Name, e => e.Endpoint, StringComparer.Ordinal),
                StringComparer.Ordinal));
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && Find(context.Request.Path.Value, out ReadOnlySpan<char> model) is { } endpoint)
        {
            context.SetEndpoint(endpoint);
            context.Request.RouteValues["model"] = model.ToString();
        }

        return _next(context);
    }

    /// <summary>Listing and getting models have names too, but no path ends with them.</summary>
    private static bool IsModelMethod(Endpoint endpoint, ApiMethod method) =>
        endpoint is RouteEndpoint { RoutePattern.RawText: { } pattern } && pattern.EndsWith(":" + method.Name, StringComparison.Ordinal);

    private Endpoint? Find(ReadOnlySpan<char> path, out ReadOnlySpan<char> model)
    {
        model = default;
        if (path is not ['/', .. ReadOnlySpan<char> rest])
        {
            return null;
        }

        int slash = rest.IndexOf('/');
        if (slash < 0 || !rest[(slash + 1)..].StartsWith(Models, StringComparison.Ordinal))
        {
            return null;
        }

        ReadOnlySpan<char> name = rest[(slash + 1 + Models.Length)..];
        int colon = name.LastIndexOf(':');
        if (colon <= 0 || name.Contains('/'))
        {
            return null;
        }

        model = name[..colon];
        return _endpoints.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(rest[..slash], out FrozenDictionary<string, Endpoint>? methods)
            && methods.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[(colon + 1)..], out Endpoint? endpoint)
            ? endpoint
            : null;
    }
}
