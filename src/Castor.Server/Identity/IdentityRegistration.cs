using Castor.Server.Identity.IdTokens;
using Castor.Server.Identity.Issuers;
using Castor.Server.Identity.Metadata;
using Castor.Server.Identity.OAuth;
using Castor.Server.Identity.ServiceAccounts;
using Castor.Server.Identity.Tokens;
using Castor.Storage;
using Castor.Storage.Keys;
using Castor.Storage.OAuthClients;
using Castor.Storage.ServiceAccounts;
using Castor.Storage.Sql;
using Castor.Storage.Tokens;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Identity;

/// <summary>Puts the identity of callers into a server.</summary>
internal static class IdentityRegistration
{
    /// <summary>Registers what tells callers. Where any key is taken, nothing opens the database before somebody asks for a token.</summary>
    /// <exception cref="CastorOptionsException">The options would let strangers in.</exception>
    public static IServiceCollection AddIdentity(this IServiceCollection services, CastorOptions options)
    {
        ExposureRule.Check(options);
        services.AddSingleton(_ => DataFolder.Open(options.DataFolder));
        services.AddSingleton(provider => CastorDatabase.Open(provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<ServiceAccountStore>();
        services.AddSingleton<TokenStore>();
        services.AddSingleton<SignedJwtReader>();
        services.AddSingleton<TokenIssuer>();
        services.AddSingleton<IdTokenIssuer>();
        services.AddSingleton<TokenEndpoint>();
        services.AddSingleton<OAuthClientStore>();
        services.AddSingleton<CodeExchange>();
        services.AddSingleton(provider => new OAuthEndpoints(
            provider.GetRequiredService<OAuthClientStore>(), provider.GetRequiredService<TokenStore>(), provider.GetService<KnownCredentials>()));
        services.AddSingleton<KeyRestrictions>();
        if (options.Auth == AuthMode.Any)
        {
            return services.AddSingleton(provider => new CallerResolver(known: null, provider.GetRequiredService<KeyRestrictions>(), options.Parity));
        }

        services.AddSingleton<DatabaseWatch>();
        services.AddSingleton<IdentityVersion>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<KeyUses>());
        services.AddSingleton<KeyRing>();
        services.AddSingleton<TokenRing>();
        IReadOnlyList<IssuerRule> issuers = options.IssuersFile is { } file ? IssuersFile.Read(file) : [];
        services.AddSingleton(provider => new IssuerKeys(
            issuers, provider.GetRequiredService<IdentityVersion>(), provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<IssuerKeys>>()));
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<IssuerKeys>());
        services.AddSingleton<ForeignTokens>();
        services.AddSingleton<BearerTokens>();
        services.AddSingleton<KnownCredentials>();
        return services.AddSingleton(provider => new CallerResolver(
            provider.GetRequiredService<KnownCredentials>(), provider.GetRequiredService<KeyRestrictions>(), options.Parity));
    }

    /// <summary>Refuses callers that are not known; stands behind routing. Opens the data folder, so that a bad one stops the start.</summary>
    /// <exception cref="DataFolderException">The data folder cannot be used.</exception>
    public static void UseIdentity(this WebApplication app)
    {
        app.Services.GetRequiredService<DataFolder>();
        app.UseMiddleware<IdentityMiddleware>();
    }

    /// <summary>Maps what gives tokens.</summary>
    public static void MapIdentity(this IEndpointRouteBuilder routes)
    {
        IServiceProvider services = routes.ServiceProvider;
        routes.MapPost(TokenEndpoint.Path, context => services.GetRequiredService<TokenEndpoint>().HandleAsync(context)).WithMetadata(PublicEndpoint.Instance);
        foreach (string path in (string[])[OAuthEndpoints.AuthorizePath, OAuthEndpoints.OldAuthorizePath])
        {
            routes.MapGet(path, context => services.GetRequiredService<OAuthEndpoints>().AskAsync(context)).WithMetadata(PublicEndpoint.Instance);
        }

        routes.MapPost(OAuthEndpoints.AuthorizePath, context => services.GetRequiredService<OAuthEndpoints>().DecideAsync(context)).WithMetadata(PublicEndpoint.Instance);
        routes.MapPost(OAuthEndpoints.RevokePath, context => services.GetRequiredService<OAuthEndpoints>().RevokeAsync(context)).WithMetadata(PublicEndpoint.Instance);
        IdTokenEndpoints.Map(routes);
        MetadataEndpoints.Map(routes, services.GetRequiredService<CastorOptions>());
    }
}
