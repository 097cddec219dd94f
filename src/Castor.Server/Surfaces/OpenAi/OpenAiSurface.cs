using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Identity;
using Castor.Server.Surfaces.Developer;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Surfaces.Vertex;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>
/// The OpenAI dialect where Google has it, <c>/v1beta/openai</c> and Vertex AI's <c>endpoints/openapi</c>, and at <c>/openai/v1</c>.
/// <see href="https://ai.google.dev/gemini-api/docs/openai"/>
/// </summary>
internal static class OpenAiSurface
{
    private const string Newest = "v1beta";

    private static readonly string[] s_everyMethod = ["GET", "POST", "PUT", "PATCH", "DELETE"];

    /// <summary>All that the dialect is mounted at.</summary>
    internal static IReadOnlyList<OpenAiDoor> Doors { get; } =
    [
        .. DeveloperSurface.Versions.Select(version => new OpenAiDoor($"/{version}/openai", version)),
        new OpenAiDoor("/openai/v1", Newest),
        new OpenAiDoor("/v1/projects/{project}/locations/{location}/endpoints/openapi", "v1", IsVertex: true),
        new OpenAiDoor("/v1beta1/projects/{project}/locations/{location}/endpoints/openapi", "v1beta1", IsVertex: true),
    ];

    /// <summary>Registers what the surface needs.</summary>
    public static IServiceCollection AddOpenAiSurface(this IServiceCollection services) => services
        .AddSingleton<OpenAiModels>()
        .AddSingleton<ChatCompletionsEndpoint>()
        .AddSingleton<EmbeddingsEndpoint>()
        .AddSingleton<ImagesEndpoint>()
        .AddSingleton<OpenAiModelEndpoints>();

    /// <summary>Maps the surface; what else may be asked there answers 501.</summary>
    public static void MapOpenAiSurface(this IEndpointRouteBuilder routes)
    {
        IServiceProvider services = routes.ServiceProvider;
        ChatCompletionsEndpoint chat = services.GetRequiredService<ChatCompletionsEndpoint>();
        EmbeddingsEndpoint embeddings = services.GetRequiredService<EmbeddingsEndpoint>();
        ImagesEndpoint images = services.GetRequiredService<ImagesEndpoint>();
        OpenAiModelEndpoints models = services.GetRequiredService<OpenAiModelEndpoints>();
        bool merged = services.GetRequiredService<CastorOptions>().Parity == ParityProfile.Merged;
        foreach (OpenAiDoor door in Doors)
        {
            ITwin twin = door.IsVertex ? services.GetRequiredService<VertexTwin>() : services.GetRequiredService<DeveloperTwin>();
            RouteGroupBuilder group = routes.MapGroup(door.Prefix).WithMetadata(door with { Merged = merged }, twin, ErrorShapeMetadata.Array);
            if (door.IsVertex)
            {
                group.WithMetadata(ProjectScoped.Instance);
            }

            group.MapPost("/chat/completions", chat.HandleAsync).WithMetadata(new OpenAiMethod());
            group.MapPost("/embeddings", embeddings.HandleAsync).WithMetadata(new OpenAiMethod());
            group.MapPost("/images/generations", images.HandleAsync).WithMetadata(new OpenAiMethod());
            group.MapGet("/models", models.ListAsync).WithMetadata(new OpenAiMethod(ApiMethods.ListModels));
            group.MapGet("/models/{**model}", models.GetAsync).WithMetadata(new OpenAiMethod());
            group.MapMethods("/{**rest}", s_everyMethod, Refuse);
        }
    }

    private static Task Refuse(HttpContext context) => throw ApiException.Unimplemented();
}
