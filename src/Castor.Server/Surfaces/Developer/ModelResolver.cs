using Castor.Engines.Catalog;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Developer;

/// <summary>Finds the model that a path names, for the method that it asks for.</summary>
internal sealed class ModelResolver(ModelCatalog catalog)
{
    /// <summary>The model and the method of a request.</summary>
    /// <exception cref="Protocol.ApiException">There is no such model, or it lacks the method.</exception>
    public (ModelEntry Model, ApiMethod Method) Resolve(HttpContext context)
    {
        ApiMethod method = context.GetEndpoint()!.Metadata.GetMetadata<ApiMethod>()!;
        ReadOnlySpan<char> name = RequestedModel.Of(context, method);
        ModelEntry? model = catalog.Find(name);
        RequestValidator.EnsureSupports(model, name, method.Name, method.Version);
        return (model, method);
    }
}
