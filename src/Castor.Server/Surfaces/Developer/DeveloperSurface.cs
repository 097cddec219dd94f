using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Castor.Server.Surfaces.Developer;

/// <summary>The Gemini Developer API under <c>/v1</c>, <c>/v1beta</c> and <c>/v1alpha</c>.</summary>
public static class DeveloperSurface
{
    /// <summary>Maps the surface.</summary>
    public static void MapDeveloperSurface(this IEndpointRouteBuilder routes)
    {
        foreach (string version in (string[])["v1", "v1beta", "v1alpha"])
        {
            routes.MapPost($"/{version}/models/{{model}}:generateContent", GenerateContentAsync);
        }
    }

    private static async Task GenerateContentAsync(HttpContext context)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body, context.RequestAborted);
        GenerateContentRequest request = WireJson.ReadRequest<GenerateContentRequest>(body.ToArray());
        ModelCatalog catalog = (ModelCatalog)context.RequestServices.GetService(typeof(ModelCatalog))!;
        EngineRouter router = (EngineRouter)context.RequestServices.GetService(typeof(EngineRouter))!;
        ModelEntry model = catalog.Find((string)context.Request.RouteValues["model"]!)!;
        context.Response.ContentType = "application/json; charset=UTF-8";
        await foreach (GenerateContentResponse chunk in router.Find(model).GenerateAsync(
            new GenerationCall { Request = request, Model = model }, context.RequestAborted))
        {
            WireJson.Write(context.Response.BodyWriter, chunk, JsonStyle.Pretty);
        }
    }
}
