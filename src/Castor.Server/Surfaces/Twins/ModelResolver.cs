using Castor.Engines.Catalog;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Twins;

/// <summary>Finds the model that a path names, for the method that it asks for.</summary>
internal static class ModelResolver
{
    /// <summary>The model and the method of a request.</summary>
    /// <exception cref="Protocol.ApiException">There is no such model, or it lacks the method.</exception>
    public static (ModelEntry Model, ApiMethod Method) Resolve(HttpContext context)
    {
        ApiMethod method = context.GetEndpoint()!.Metadata.GetMetadata<ApiMethod>()!;
        return (method.Twin.FindModel(context, method), method);
    }
}
