using System.Net;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Server.Surfaces.OpenAi;
using Castor.Server.Surfaces.Twins;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity;

/// <summary>Holds a call to what its key is limited to. What a restriction cannot tell of a call counts as forbidden.</summary>
/// <param name="catalog">Tells which model another name stands for.</param>
internal sealed class KeyRestrictions(ModelCatalog catalog)
{
    /// <exception cref="ApiException">The key is not for this call.</exception>
    public void Enforce(HttpContext context, RingKey key)
    {
        KeyPolicy policy = key.Policy;
        if (policy.LimitsReferrers && Referrer(context.Request) is var referrer && !policy.AllowsReferrer(referrer))
        {
            throw IdentityErrors.ReferrerBlocked(context, key.Caller, referrer);
        }

        if (policy.LimitsAddresses && Address(context) is var address && !policy.AllowsAddress(address))
        {
            throw IdentityErrors.AddressBlocked(context, key.Caller, address?.ToString() ?? "unknown");
        }

        if (policy.LimitsServices && !policy.AllowsService(IdentityErrors.Service(context)))
        {
            throw IdentityErrors.MethodBlocked(key.Caller, context);
        }

        if (!policy.LimitsMethods && !policy.LimitsModels)
        {
            return;
        }

        EndpointMetadataCollection? endpoint = context.GetEndpoint()?.Metadata;
        ApiMethod? method = endpoint?.GetMetadata<ApiMethod>();
        if (endpoint?.GetMetadata<OpenAiMethod>() is { ToldByBody: true })
        {
            context.Features.Set(new CallLimit(this, key));
            return;
        }

        string? name = method?.Name ?? endpoint?.GetMetadata<OpenAiMethod>()?.Name;
        EnforceCall(context, key, name, method is null ? default : RequestedModel.Of(context, method));
    }

    /// <exception cref="ApiException">The key is not for the method or the model, or none is named.</exception>
    public void EnforceCall(HttpContext context, RingKey key, string? method, ReadOnlySpan<char> model)
    {
        if (key.Policy.LimitsMethods && (method is null || !key.Policy.AllowsMethod(method)))
        {
            throw IdentityErrors.MethodBlocked(key.Caller, context);
        }

        if (!key.Policy.LimitsModels || method == ApiMethods.ListModels)
        {
            return;
        }

        bool allowed = !model.IsEmpty
            && (key.Policy.AllowsModel(model) || (catalog.Find(model) is { } entry && key.Policy.AllowsModel(entry.Id)));
        if (!allowed)
        {
            throw IdentityErrors.ModelBlocked(key.Caller, context, model.IsEmpty ? null : model.ToString());
        }
    }

    /// <summary>The page that calls; where a page keeps its address to itself, at least its origin.</summary>
    private static string Referrer(HttpRequest request)
    {
        string referrer = request.Headers.Referer.ToString();
        return referrer.Length > 0 ? referrer : request.Headers.Origin.ToString();
    }

    /// <summary>The other end of the connection. Headers such as <c>X-Forwarded-For</c> do not count: anybody can send them.</summary>
    private static IPAddress? Address(HttpContext context)
    {
        IPAddress? address = context.Connection.RemoteIpAddress;
        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
    }
}
