using Castor.Server.Http;
using Castor.Server.Identity;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Surfaces.Developer;

/// <summary>The Gemini Developer API under <c>/v1</c>, <c>/v1beta</c> and <c>/v1alpha</c> alike.</summary>
public static class DeveloperSurface
{
    /// <summary>The versions of the API, all answered the same.</summary>
    internal static IReadOnlyList<string> Versions { get; } = ["v1", "v1beta", "v1alpha"];

    /// <summary>Registers what the surface needs.</summary>
    public static IServiceCollection AddDeveloperSurface(this IServiceCollection services) => services
        .AddSingleton<DeveloperTwin>()
        .AddSingleton<CountTokensEndpoint>()
        .AddSingleton<EmbeddingEndpoints>()
        .AddSingleton<ModelEndpoints>();

    /// <summary>Maps the surface.</summary>
    public static void MapDeveloperSurface(this IEndpointRouteBuilder routes)
    {
        IServiceProvider services = routes.ServiceProvider;
        DeveloperTwin twin = services.GetRequiredService<DeveloperTwin>();
        foreach (string version in Versions)
        {
            MapMethod<GenerateContentEndpoint>(routes, twin, version, "generateContent", e => e.HandleAsync);
            MapMethod<StreamGenerateContentEndpoint>(routes, twin, version, "streamGenerateContent", e => e.HandleAsync).WithMetadata(ErrorShapeMetadata.Stream);
            MapMethod<CountTokensEndpoint>(routes, twin, version, "countTokens", e => e.HandleAsync);
            MapMethod<EmbeddingEndpoints>(routes, twin, version, "embedContent", e => e.EmbedAsync);
            MapMethod<EmbeddingEndpoints>(routes, twin, version, "batchEmbedContents", e => e.BatchEmbedAsync);
            ModelEndpoints models = services.GetRequiredService<ModelEndpoints>();
            routes.MapGet($"/{version}/models", models.ListAsync).WithMetadata(new ApiMethod(twin, version, ApiMethods.ListModels));
            routes.MapGet($"/{version}/models/{{model}}", models.GetAsync).WithMetadata(new ApiMethod(twin, version, ApiMethods.GetModel));
        }
    }

    private static IEndpointConventionBuilder MapMethod<TEndpoint>(
        IEndpointRouteBuilder routes, DeveloperTwin twin, string version, string method, Func<TEndpoint, RequestDelegate> handler)
        where TEndpoint : notnull =>
        routes
            .MapPost($"/{version}/models/{{model}}:{method}", handler(routes.ServiceProvider.GetRequiredService<TEndpoint>()))
            .WithMetadata(new ApiMethod(twin, version, method));
}
