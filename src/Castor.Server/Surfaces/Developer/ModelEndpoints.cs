using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Developer;

/// <summary><c>GET models</c> and <c>GET models/{model}</c>.</summary>
internal sealed class ModelEndpoints(ModelCatalog catalog)
{
    public Task ListAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<ListModelsResponse>(context.Request, fields: [PageQuery.SizeField, PageQuery.TokenField]);
        PageQuery page = PageQuery.Read(context.Request);
        return JsonAnswer.WriteAsync(context, catalog.ListPage(page.Size, page.Token), parameters);
    }

    public Task GetAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<Model>(context.Request);
        ApiMethod method = context.GetEndpoint()!.Metadata.GetMetadata<ApiMethod>()!;
        ReadOnlySpan<char> name = RequestedModel.Of(context, method);
        if (catalog.Find(name) is not { } model)
        {
            // No model of the service has a colon in its name: this is a method that wants a POST.
            return name.Contains(':')
                ? NotFoundPage.WriteAsync(context)
                : throw new ApiException(ApiStatus.NotFound, $"Model is not found: models/{name} for api version {method.Version}");
        }

        return JsonAnswer.WriteAsync(context, model.Model, parameters);
    }
}
