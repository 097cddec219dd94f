using System.Net;
using System.Text.Json.Nodes;
using Castor.Protocol;
using Castor.Server.Http;
using Castor.Server.Identity.IdTokens;
using Castor.Server.Identity.Tokens;
using Castor.Storage.Keys;
using Castor.Storage.Secrets;
using Castor.Storage.ServiceAccounts;
using Castor.Storage.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Castor.Server.Identity.Metadata;

/// <summary>
/// The metadata server of a virtual machine, where Google's auth libraries look for credentials: with <c>GCE_METADATA_HOST</c> they find it here. Whoever
/// can reach it gets a token, so it is there on loopback alone, and on a server that takes only known keys only for the account that its operator names.
/// <see href="https://cloud.google.com/compute/docs/metadata/predefined-metadata-keys"/>
/// </summary>
internal sealed class MetadataEndpoints(CastorOptions options, TimeProvider time, IServiceProvider services)
{
    private const string Root = "/computeMetadata/v1";
    private const string FlavorHeader = "Metadata-Flavor";
    private const string Flavor = "Google";
    private const string Scopes = "https://www.googleapis.com/auth/cloud-platform\n";
    private const string OpenName = "default";
    private const long NumericProject = 0;
    private const string Zone = "local";

    public static void Map(IEndpointRouteBuilder routes, CastorOptions options)
    {
        if (ExposureRule.IsExposed(options) || (options.Auth != AuthMode.Any && options.MetadataAccount is null))
        {
            return;
        }

        MetadataEndpoints endpoints = ActivatorUtilities.CreateInstance<MetadataEndpoints>(routes.ServiceProvider);
        endpoints.MapAll(routes);
    }

    private void MapAll(IEndpointRouteBuilder routes)
    {
        // Libraries first look whether the root is a metadata server; to everybody else there is nothing at the root.
        routes.MapGet("/", context => IsAsked(context) ? WriteAsync(context, "computeMetadata/\n") : NotFoundPage.WriteAsync(context))
            .WithMetadata(PublicEndpoint.Instance);
        Add("", _ => "instance/\nproject/\n");
        Add("/instance", _ => "service-accounts/\nzone\n");
        Add("/instance/zone", _ => $"projects/{NumericProject}/zones/{Zone}");
        Add("/instance/service-accounts", _ => $"default/\n{Account().Email}/\n");
        Add("/project/project-id", _ => Account().Project);
        Add("/project/numeric-project-id", _ => $"{NumericProject}");
        Add("/universe/universe-domain", _ => "googleapis.com");
        foreach (string account in (string[])["default", "{email}"])
        {
            string prefix = "/instance/service-accounts/" + account;
            Add(prefix, Describe);
            Add(prefix + "/email", _ => Account().Email);
            Add(prefix + "/scopes", _ => Scopes);
            Add(prefix + "/aliases", _ => "default\n");
            Map(prefix + "/token", context => OAuthAnswer.WriteAsync(context, TokenIssuer.Describe(Token(context))));
            Map(prefix + "/identity", IdentifyAsync);
        }

        void Add(string path, Func<HttpContext, string> answer) => Map(path, context => WriteAsync(context, answer(context)));

        void Map(string path, RequestDelegate handle) => routes.MapGet(Root + path, context => AnswerAsync(context, handle)).WithMetadata(PublicEndpoint.Instance);
    }

    private Task AnswerAsync(HttpContext context, RequestDelegate handle)
    {
        if (!IsAsked(context))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return WriteAsync(context, "Missing Metadata-Flavor:Google header, or the request came by way of a proxy.\n");
        }

        if (context.Request.RouteValues["email"] is string email && email != Account().Email)
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return WriteAsync(context, "There is no such service account.\n");
        }

        context.Response.Headers[FlavorHeader] = Flavor;
        return handle(context);
    }

    /// <summary>A header that no page can send unasked, and neither a proxy nor another machine between.</summary>
    private static bool IsAsked(HttpContext context) =>
        context.Request.Headers[FlavorHeader] == Flavor
        && !context.Request.Headers.ContainsKey("X-Forwarded-For")
        && context.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);

    private static Task WriteAsync(HttpContext context, string text)
    {
        context.Response.Headers[FlavorHeader] = Flavor;
        context.Response.ContentType = "application/text";
        return context.Response.WriteAsync(text, context.RequestAborted);
    }

    private string Describe(HttpContext context)
    {
        if (!context.Request.Query["recursive"].ToString().Equals("true", StringComparison.OrdinalIgnoreCase))
        {
            return "aliases\nemail\nidentity\nscopes\ntoken\n";
        }

        context.Response.ContentType = "application/json";
        return new JsonObject { ["aliases"] = new JsonArray("default"), ["email"] = Account().Email, ["scopes"] = new JsonArray(Scopes.TrimEnd()) }.ToJsonString();
    }

    private Task IdentifyAsync(HttpContext context)
    {
        string audience = context.Request.Query["audience"].ToString();
        if (string.IsNullOrWhiteSpace(audience))
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return WriteAsync(context, "non-empty audience parameter required\n");
        }

        ServiceAccount account = Account();
        bool full = context.Request.Query["format"].ToString().Equals("full", StringComparison.OrdinalIgnoreCase);
        JsonObject? machine = full
            ? new JsonObject { ["project_id"] = account.Project, ["project_number"] = NumericProject, ["zone"] = Zone }
            : null;
        return WriteAsync(context, services.GetRequiredService<IdTokenIssuer>().ForMachine(context.Request, account, audience, machine));
    }

    private string Token(HttpContext context)
    {
        // Where any token is taken, this one needs no place in the database.
        return options.MetadataAccount is null
            ? SecretFormat.AccessToken.Create()
            : services.GetRequiredService<TokenIssuer>().Issue(new TokenGrant { Email = Account().Email, Scopes = context.Request.Query["scopes"].ToString() });
    }

    private ServiceAccount Account() => options.MetadataAccount is not { } email
        ? new ServiceAccount
        {
            Email = ServiceAccount.EmailOf(OpenName, NewApiKey.DefaultProject),
            UniqueId = "0",
            Project = NewApiKey.DefaultProject,
            DisplayName = OpenName,
            Roles = [],
            CreateTime = time.GetUtcNow(),
        }
        : services.GetRequiredService<ServiceAccountStore>().Find(email) is { Disabled: false } account
            ? account
            : throw new ApiException(ApiStatus.NotFound, $"The service account {email} of --metadata is not there, or disabled.");
}
