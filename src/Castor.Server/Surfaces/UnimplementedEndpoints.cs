using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Surfaces.Vertex;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Surfaces;

/// <summary>
/// The published endpoints that Castor does not have yet. They answer 501 UNIMPLEMENTED, so that a client can tell them from a typing
/// mistake; docs/status.md lists every one of them, and a test holds the two lists together.
/// </summary>
internal static class UnimplementedEndpoints
{
    /// <summary>HTTP methods and route patterns; <c>{v}</c> stands for each version of the Developer API.</summary>
    internal static IReadOnlyList<(string Methods, string Pattern)> Rows { get; } =
    [
        ("POST", "/{v}/models/{model}:batchGenerateContent"),
        ("POST", "/{v}/models/{model}:asyncBatchEmbedContent"),
        ("POST", "/{v}/models/{model}:predict"),
        ("POST", "/{v}/models/{model}:predictLongRunning"),
        ("POST", "/{v}/models/{model}:generateAnswer"),
        ("POST", "/{v}/models/{model}:generateText"),
        ("POST", "/{v}/models/{model}:embedText"),
        ("POST", "/{v}/models/{model}:batchEmbedText"),
        ("POST", "/{v}/models/{model}:countTextTokens"),
        ("POST", "/{v}/models/{model}:generateMessage"),
        ("POST", "/{v}/models/{model}:countMessageTokens"),
        ("GET DELETE POST", "/{v}/models/{model}/operations/{**operation}"),
        ("GET POST", "/{v}/tunedModels"),
        ("GET POST PATCH DELETE", "/{v}/tunedModels/{**rest}"),
        ("POST", "/{v}/tuningJobs/{**rest}"),
        ("POST", "/{v}/dynamic/{**rest}"),
        ("GET", "/{v}/batches"),
        ("GET POST DELETE PATCH", "/{v}/batches/{**rest}"),
        ("GET POST", "/{v}/files"),
        ("POST", "/{v}/files:register"),
        ("GET DELETE", "/{v}/files/{**rest}"),
        ("POST PUT", "/upload/{v}/files"),
        ("POST PUT", "/upload/{v}/fileSearchStores/{**rest}"),
        ("PUT POST", "/upload/{v}/environments/{**rest}"),
        ("GET POST", "/{v}/cachedContents"),
        ("GET PATCH DELETE", "/{v}/cachedContents/{**rest}"),
        ("GET POST", "/{v}/fileSearchStores"),
        ("GET POST DELETE", "/{v}/fileSearchStores/{**rest}"),
        ("GET POST", "/{v}/corpora"),
        ("GET POST PATCH DELETE", "/{v}/corpora/{**rest}"),
        ("GET", "/{v}/generatedFiles/{**rest}"),
        ("GET POST DELETE", "/{v}/operations/{**rest}"),
        ("POST", "/{v}/auth_tokens"),
        ("POST", "/{v}/interactions"),
        ("GET POST DELETE", "/{v}/interactions/{**rest}"),
        ("GET POST", "/{v}/agents"),
        ("GET POST DELETE", "/{v}/agents/{**rest}"),
        ("GET POST", "/{v}/webhooks"),
        ("GET POST PATCH DELETE", "/{v}/webhooks/{**rest}"),
        ("GET POST", "/{v}/triggers"),
        ("GET POST PATCH DELETE", "/{v}/triggers/{**rest}"),
        ("GET POST", "/{v}/environments"),
        ("GET POST DELETE", "/{v}/environments/{**rest}"),
        ("GET POST", "/{v}/credentials"),
        ("GET PATCH DELETE", "/{v}/credentials/{**rest}"),
        ("GET POST", "/{v}/voices"),
        ("GET DELETE", "/{v}/voices/{**rest}"),
        ("GET", "/ws/{**rest}"),
        ("GET POST PATCH DELETE", "/v1/projects/{**rest}"),
        ("GET POST PATCH DELETE", "/v1/publishers/{**rest}"),
        ("GET POST PATCH DELETE", "/v1/endpoints/{**rest}"),
        ("GET POST PATCH DELETE", "/v1beta1/{**rest}"),
    ];

    /// <summary>The collections of the Interactions API, which has errors of its own form.</summary>
    private static readonly string[] s_interactions = ["interactions", "agents", "webhooks", "triggers", "environments", "credentials", "voices"];

    public static void MapUnimplemented(this IEndpointRouteBuilder routes)
    {
        foreach ((string methods, string pattern) in Rows)
        {
            foreach (string path in Expand(pattern))
            {
                bool vertex = IsOfVertex(path);
                IEndpointConventionBuilder endpoint = routes.MapMethods(path, methods.Split(' '), vertex ? RefuseOfVertex : Refuse);
                if (vertex)
                {
                    endpoint.WithMetadata(routes.ServiceProvider.GetRequiredService<VertexTwin>());
                }
                else if (path.Split('/').Any(s_interactions.Contains))
                {
                    endpoint.WithMetadata(ErrorShapeMetadata.Interactions);
                }
            }
        }
    }

    private static bool IsOfVertex(string path) =>
        path.StartsWith("/v1beta1/", StringComparison.Ordinal)
        || path.StartsWith("/v1/projects/", StringComparison.Ordinal)
        || path.StartsWith("/v1/publishers/", StringComparison.Ordinal)
        || path.StartsWith("/v1/endpoints/", StringComparison.Ordinal);

    private static Task Refuse(HttpContext context) => throw ApiException.Unimplemented();

    private static Task RefuseOfVertex(HttpContext context) => PublishedMethods.MayHave(context.Request) ? throw ApiException.Unimplemented() : NotFoundPage.WriteAsync(context);

    private static IEnumerable<string> Expand(string pattern) =>
        pattern.Contains("{v}", StringComparison.Ordinal)
            ? Developer.DeveloperSurface.Versions.Select(v => pattern.Replace("{v}", v, StringComparison.Ordinal))
            : [pattern];
}
