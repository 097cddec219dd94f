using Castor.Storage;
using Castor.Storage.Keys;
using Castor.Storage.Sql;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Castor.Server.Identity;

/// <summary>Puts the identity of callers into a server.</summary>
internal static class IdentityRegistration
{
    /// <summary>Registers what tells callers.</summary>
    /// <exception cref="CastorOptionsException">The options would let strangers in.</exception>
    public static IServiceCollection AddIdentity(this IServiceCollection services, CastorOptions options)
    {
        ExposureRule.Check(options);
        services.AddSingleton(_ => DataFolder.Open(options.DataFolder));
        services.AddSingleton<KeyRestrictions>();
        if (options.Auth == AuthMode.Any)
        {
            return services.AddSingleton(provider => new CallerResolver(keys: null, provider.GetRequiredService<KeyRestrictions>(), options.Parity));
        }

        services.AddSingleton(provider => CastorDatabase.Open(provider.GetRequiredService<DataFolder>(), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<ApiKeyStore>();
        services.AddSingleton<KeyUses>();
        services.AddSingleton<IHostedService>(provider => provider.GetRequiredService<KeyUses>());
        services.AddSingleton<KeyRing>();
        return services.AddSingleton(provider => new CallerResolver(
            provider.GetRequiredService<KeyRing>(), provider.GetRequiredService<KeyRestrictions>(), options.Parity));
    }

    /// <summary>Refuses callers that are not known; stands behind routing. Opens the data folder, so that a bad one stops the start.</summary>
    /// <exception cref="DataFolderException">The data folder cannot be used.</exception>
    public static void UseIdentity(this WebApplication app)
    {
        app.Services.GetRequiredService<DataFolder>();
        app.UseMiddleware<IdentityMiddleware>();
    }
}
