using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Vertex;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Vertex;

/// <summary><c>GET publishers/google/models</c> and <c>GET publishers/google/models/{model}</c>.</summary>
internal sealed class PublisherModelEndpoints(ModelCatalog catalog)
{
    private const string DeveloperPrefix = "models/";

    // Taken without an effect: every model is here in one language, with all that is known of it. A filter would have one, and is refused.
    private static readonly string[] s_getFields = ["languageCode", "view", "isHuggingFaceModel"];
    private static readonly string[] s_listFields = [PageQuery.SizeField, PageQuery.TokenField, "languageCode", "view", "listAllVersions"];

    public Task ListAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<ListPublisherModelsResponse>(context.Request, fields: s_listFields);
        PageQuery query = PageQuery.Read(context.Request);
        ListModelsResponse page = catalog.ListPage(query.Size, query.Token);
        return JsonAnswer.WriteAsync(
            context,
            new ListPublisherModelsResponse { PublisherModels = [.. (page.Models ?? []).Select(ToPublisherModel)], NextPageToken = page.NextPageToken },
            parameters);
    }

    public Task GetAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<PublisherModel>(context.Request, fields: s_getFields);
        ApiMethod method = context.GetEndpoint()!.Metadata.GetMetadata<ApiMethod>()!;
        ReadOnlySpan<char> name = RequestedModel.Of(context, method);
        if (catalog.Find(name) is not { } model)
        {
            // No model of the service has a colon in its name: this is a method that wants a POST.
            return name.Contains(':') ? NotFoundPage.WriteAsync(context) : throw VertexErrors.MissingModel(RequestedModel.Resource(context, method));
        }

        return JsonAnswer.WriteAsync(context, ToPublisherModel(model.Model), parameters);
    }

    /// <summary>Vertex AI tells nothing of limits, methods and sampling.</summary>
    private static PublisherModel ToPublisherModel(Model model)
    {
        string id = model.Name![DeveloperPrefix.Length..];
        return new PublisherModel
        {
            Name = $"publishers/google/models/{id}",
            VersionId = model.Version ?? "default",
            OpenSourceCategory = id.StartsWith("gemma", StringComparison.Ordinal) ? "GOOGLE_OWNED_OSS_WITH_GOOGLE_CHECKPOINT" : "PROPRIETARY",
            LaunchStage = id.Contains("preview", StringComparison.Ordinal) ? "PUBLIC_PREVIEW" : id.Contains("-exp", StringComparison.Ordinal) ? "EXPERIMENTAL" : "GA",
            PublisherModelTemplate = $"projects/{{project}}/locations/{{location}}/publishers/google/models/{id}",
        };
    }
}
