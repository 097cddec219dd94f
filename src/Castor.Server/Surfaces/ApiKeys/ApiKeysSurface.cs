using Castor.Server.Identity.Roles;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Surfaces.ApiKeys;

/// <summary>The API Keys API under <c>/v2</c>: what <c>castor keys</c> does, for programs, on the same keys.</summary>
internal static class ApiKeysSurface
{
    internal const string Package = "google.api.apikeys.v2";
    internal const string Service = "apikeys.googleapis.com";

    private const string Keys = "/v2/projects/{project}/locations/global/keys";
    private const string Key = Keys + "/{key}";

    /// <summary>Registers what the surface needs.</summary>
    public static IServiceCollection AddApiKeysSurface(this IServiceCollection services) => services.AddSingleton<ApiKeyEndpoints>();

    /// <summary>Maps the surface. The endpoints are made with the first call, since the database that they need may never be.</summary>
    public static void MapApiKeysSurface(this IEndpointRouteBuilder routes)
    {
        IServiceProvider services = routes.ServiceProvider;
        Map("POST", Keys, "create", e => e.CreateAsync);
        Map("GET", Keys, "list", e => e.ListAsync);
        Map("GET", Key, "get", e => e.GetAsync);
        Map("GET", Key + "/keyString", "getKeyString", e => e.GetKeyStringAsync);
        Map("PATCH", Key, "update", e => e.PatchAsync);
        Map("DELETE", Key, "delete", e => e.DeleteAsync);
        Map("POST", Key + ":undelete", "undelete", e => e.UndeleteAsync);
        Map("GET", "/v2/keys:lookupKey", "lookup", e => e.LookUpAsync);
        Map("GET", "/v2/operations/{operation}", "get", e => e.GetOperationAsync);

        void Map(string method, string pattern, string verb, Func<ApiKeyEndpoints, RequestDelegate> handler) => routes
            .MapMethods(pattern, [method], context => handler(services.GetRequiredService<ApiKeyEndpoints>())(context))
            .WithMetadata(Permission(verb));
    }

    private static RequiredPermission Permission(string verb) => new(Service, $"apikeys.keys.{verb}", CallerRoles.Admin);
}
