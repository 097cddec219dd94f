using Castor.Protocol;
using Castor.Server.Identity.Roles;
using Castor.Server.Identity.Tokens;
using Castor.Server.Surfaces.OpenAi;
using Castor.Server.Surfaces.Vertex;
using Castor.Storage.Keys;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity;

/// <summary>Tells who calls, or refuses the call in Google's words.</summary>
/// <param name="known">The keys and tokens that are taken; null where any is.</param>
/// <param name="restrictions">What a key is limited to.</param>
/// <param name="parity">How far Vertex AI differs from the Developer API.</param>
internal sealed class CallerResolver(KnownCredentials? known, KeyRestrictions restrictions, ParityProfile parity)
{
    private static readonly Caller s_anyone = new(NewApiKey.DefaultProject, KeyId: null) { Roles = CallerRoles.All, AnyProject = true };

    /// <summary>The caller of a request whose endpoint is known.</summary>
    /// <exception cref="ApiException">No key, a wrong one, or one that is not for this call.</exception>
    public ValueTask<Caller> ResolveAsync(HttpContext context)
    {
        Credentials credentials = Credentials.Take(context.Request);
        if (known is null)
        {
            return credentials.Key is not null || !credentials.Bearer.IsEmpty ? new(Anyone(context)) : throw NoCredentials(context);
        }

        // As Google's front end has it, an Authorization header counts before any key, and a bad one is not saved by a good key.
        return credentials.Authorization is null
            ? new(Admit(context, FindKey(context, known.Keys, credentials)))
            : FindBearerAsync(context, known, credentials);
    }

    private ValueTask<Caller> FindBearerAsync(HttpContext context, KnownCredentials known, in Credentials credentials)
    {
        if (!TakesTokensAlone(context) && known.Keys.Find(credentials.Bearer) is { } key)
        {
            return new(Admit(context, key));
        }

        ValueTask<RingToken?> token = known.Bearers.FindAsync(context, credentials.Bearer);
        return token.IsCompletedSuccessfully ? new(Admit(context, token.Result)) : AdmitAsync(context, token);
    }

    /// <summary>Vertex AI takes OAuth tokens, and keys only in express mode, where a path names no project; what manages keys takes no keys at all.</summary>
    private RingKey FindKey(HttpContext context, KeyRing keys, in Credentials credentials)
    {
        if (credentials.Key is not { } key)
        {
            throw NoCredentials(context);
        }

        if (context.GetEndpoint()?.Metadata.GetMetadata<RequiredPermission>() is not null
            || (parity != ParityProfile.Merged && context.GetEndpoint()?.Metadata.GetMetadata<ProjectScoped>() is not null))
        {
            throw IdentityErrors.KeyNotSupported(context);
        }

        return keys.Find(key) ?? throw IdentityErrors.BadKey(context);
    }

    private Caller Admit(HttpContext context, RingKey key)
    {
        AccessRules.Enforce(context, key.Caller);
        restrictions.Enforce(context, key);
        key.Touch();
        return key.Caller;
    }

    /// <summary>At the doors of the OpenAI dialect a bearer token is a key, but for Vertex AI's.</summary>
    private static ApiException BadBearer(HttpContext context) =>
        context.GetEndpoint()?.Metadata.GetMetadata<OpenAiDoor>() is { IsVertex: false } ? IdentityErrors.BadOpenAiKey() : IdentityErrors.BadToken(context);

    private Caller Admit(HttpContext context, RingToken? token)
    {
        if (token is null)
        {
            throw BadBearer(context);
        }

        AccessRules.Enforce(context, token.Caller);
        if (token.Key is { } key)
        {
            restrictions.Enforce(context, key);
            key.Touch();
        }

        return token.Caller;
    }

    private async ValueTask<Caller> AdmitAsync(HttpContext context, ValueTask<RingToken?> token) => Admit(context, await token);

    /// <summary>Whoever calls belongs to the project that a path names: where any key is taken, any project is.</summary>
    private static Caller Anyone(HttpContext context) =>
        AccessRules.ProjectOf(context.Request.Path.Value) is { Length: > 0 } project ? s_anyone with { Project = project } : s_anyone;

    private static ApiException NoCredentials(HttpContext context) =>
        TakesTokensAlone(context) ? IdentityErrors.NoToken(context) : IdentityErrors.NoKey();

    private static bool TakesTokensAlone(HttpContext context) => AccessRules.PermissionOf(context.GetEndpoint()) is not null;
}
