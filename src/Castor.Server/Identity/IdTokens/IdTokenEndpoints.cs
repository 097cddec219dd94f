using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Server.Identity.OAuth;
using Castor.Server.Identity.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Identity.IdTokens;

/// <summary>What others need to verify ID tokens: the discovery document and the public keys, at the paths of Google's own. <see href="https://openid.net/specs/openid-connect-discovery-1_0.html"/></summary>
internal static class IdTokenEndpoints
{
    public const string DiscoveryPath = "/.well-known/openid-configuration";
    public const string KeySetPath = "/oauth2/v3/certs";
    public const string CertificatesPath = "/oauth2/v1/certs";

    private static readonly JsonSerializerOptions s_indented = new() { WriteIndented = true };

    public static void Map(IEndpointRouteBuilder routes)
    {
        IServiceProvider services = routes.ServiceProvider;
        Add(DiscoveryPath, (context, issuer) => Describe(issuer.NameFor(context.Request)));
        Add(KeySetPath, static (_, issuer) => issuer.Key.KeySet());
        Add(CertificatesPath, static (_, issuer) => issuer.Key.Certificates());

        void Add(string path, Func<HttpContext, IdTokenIssuer, JsonObject> answer) => routes
            .MapGet(path, context => WriteAsync(context, answer(context, services.GetRequiredService<IdTokenIssuer>())))
            .WithMetadata(PublicEndpoint.Instance);
    }

    private static JsonObject Describe(string name) => new()
    {
        ["issuer"] = name,
        ["authorization_endpoint"] = name + OAuthEndpoints.AuthorizePath,
        ["token_endpoint"] = name + TokenEndpoint.Path,
        ["revocation_endpoint"] = name + OAuthEndpoints.RevokePath,
        ["jwks_uri"] = name + KeySetPath,
        ["response_types_supported"] = new JsonArray("code"),
        ["response_modes_supported"] = new JsonArray("query"),
        ["subject_types_supported"] = new JsonArray("public"),
        ["id_token_signing_alg_values_supported"] = new JsonArray("RS256"),
        ["token_endpoint_auth_methods_supported"] = new JsonArray("client_secret_post"),
        ["claims_supported"] = new JsonArray("aud", "azp", "email", "email_verified", "exp", "iat", "iss", "sub"),
        ["code_challenge_methods_supported"] = new JsonArray("S256"),
        ["grant_types_supported"] = new JsonArray(CodeExchange.CodeGrant, CodeExchange.RefreshGrant, TokenEndpoint.JwtBearer),
    };

    private static Task WriteAsync(HttpContext context, JsonObject body)
    {
        context.Response.ContentType = "application/json; charset=UTF-8";
        // An hour: a verifier asks again by then, so that a server with a new key is not refused for long.
        context.Response.Headers.CacheControl = "public, max-age=3600";
        return context.Response.WriteAsync(body.ToJsonString(s_indented) + "\n", context.RequestAborted);
    }
}
