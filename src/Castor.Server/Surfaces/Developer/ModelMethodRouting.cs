using System.Collections.Frozen;
using Castor.Server.Surfaces.Twins;
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
            .Where(e => e.Method is { IsCustom: true, Twin: DeveloperTwin })
            .GroupBy(e => e.Method!.Version, StringComparer.Ordinal)
            .ToFrozenDictionary(
                version => version.Key,
                version => version.ToFrozenDictionary(e => e.Method!.Name, e => e.Endpoint, StringComparer.Ordinal),
                StringComparer.Ordinal));
    }

    public Task InvokeAsync(HttpContext context)
    {
        if (HttpMethods.IsPost(context.Request.Method) && Find(context.Request.Path.Value) is { } endpoint)
        {
            context.SetEndpoint(endpoint);
        }

        return _next(context);
    }

    private Endpoint? Find(ReadOnlySpan<char> path)
    {
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

        return _endpoints.Value.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(rest[..slash], out FrozenDictionary<string, Endpoint>? methods)
            && methods.GetAlternateLookup<ReadOnlySpan<char>>().TryGetValue(name[(colon + 1)..], out Endpoint? endpoint)
            ? endpoint
            : null;
    }
}
