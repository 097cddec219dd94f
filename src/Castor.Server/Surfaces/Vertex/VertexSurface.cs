using Castor.Server.Http;
using Castor.Server.Identity;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>
/// Vertex AI (Gemini Enterprise Agent Platform) under <c>/v1</c> and <c>/v1beta1</c>: for any project and location, and without either in express mode.
/// <c>endpoints/openapi</c> is not of this surface.
/// </summary>
internal static class VertexSurface
{
    private const string Project = "projects/{project}/locations/{location}/";

    private static readonly string[] s_publisherModels = [Project + "publishers/google/models/", "publishers/google/models/"];
    private static readonly string[] s_endpoints = [Project + "endpoints/", "endpoints/"];

    /// <summary>The versions of the API, both answered the same.</summary>
    internal static IReadOnlyList<string> Versions { get; } = ["v1", "v1beta1"];

    /// <summary>Registers what the surface needs.</summary>
    public static IServiceCollection AddVertexSurface(this IServiceCollection services) => services
        .AddSingleton<VertexTwin>()
        .AddSingleton<VertexTokenEndpoints>()
        .AddSingleton<VertexEmbeddingEndpoints>()
        .AddSingleton<PublisherModelEndpoints>();

    /// <summary>Maps the surface.</summary>
    public static void MapVertexSurface(this IEndpointRouteBuilder routes)
    {
        Map<GenerateContentEndpoint>(routes, "generateContent", e => e.HandleAsync, ErrorShape.Object);
        Map<StreamGenerateContentEndpoint>(routes, "streamGenerateContent", e => e.HandleAsync, ErrorShape.Stream);
        Map<VertexTokenEndpoints>(routes, "countTokens", e => e.CountAsync, ErrorShape.Object);
        Map<VertexTokenEndpoints>(routes, "computeTokens", e => e.ComputeAsync, ErrorShape.Object);
        Map<VertexEmbeddingEndpoints>(routes, "embedContent", e => e.EmbedAsync, ErrorShape.Object);
        Map<VertexEmbeddingEndpoints>(routes, "predict", e => e.PredictAsync, ErrorShape.Object);
        MapModels(routes);
    }

    private static void MapModels(IEndpointRouteBuilder routes)
    {
        VertexTwin twin = routes.ServiceProvider.GetRequiredService<VertexTwin>();
        PublisherModelEndpoints models = routes.ServiceProvider.GetRequiredService<PublisherModelEndpoints>();
        foreach (string version in Versions)
        {
            routes.MapGet($"/{version}/publishers/google/models", models.ListAsync).WithMetadata(twin, new ApiMethod(twin, version, ApiMethods.ListModels));
            routes.MapGet($"/{version}/publishers/google/models/{{model}}", models.GetAsync).WithMetadata(twin, new ApiMethod(twin, version, ApiMethods.GetModel));
        }
    }

    private static void Map<TEndpoint>(IEndpointRouteBuilder routes, string method, Func<TEndpoint, RequestDelegate> handler, ErrorShape shape)
        where TEndpoint : notnull
    {
        VertexTwin twin = routes.ServiceProvider.GetRequiredService<VertexTwin>();
        RequestDelegate handle = handler(routes.ServiceProvider.GetRequiredService<TEndpoint>());
        foreach (string version in Versions)
        {
            var asked = new ApiMethod(twin, version, method);
            foreach (string parent in (string[])[.. s_publisherModels, .. s_endpoints])
            {
                IEndpointConventionBuilder endpoint = routes.MapPost($"/{version}/{parent}{{model}}:{method}", handle).WithMetadata(twin, asked, new ErrorShapeMetadata(shape));
                if (parent.StartsWith(Project, StringComparison.Ordinal))
                {
                    endpoint.WithMetadata(ProjectScoped.Instance);
                }
            }
        }
    }
}
