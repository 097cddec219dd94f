using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Validation;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Surfaces.Developer;

/// <summary><c>POST models/{model}:countTokens</c>, of contents alone or of a whole request.</summary>
internal sealed class CountTokensEndpoint(CountingLoop loop)
{
    public async Task HandleAsync(HttpContext context)
    {
        SystemParameters parameters = SystemParameters.Read<CountTokensResponse>(context.Request);
        (ModelEntry model, ApiMethod method) = ModelResolver.Resolve(context);
        CountTokensRequest request = await RequestBody.ReadAsync<CountTokensRequest>(context, method);
        RequestValidator.Validate(request, model, method.Version);
        CountTokensResponse answer = await loop.CountAsync(context, CountingLoop.ToCounted(request), model, ServiceTwin.Developer);
        await JsonAnswer.WriteAsync(context, answer, parameters);
    }
}
