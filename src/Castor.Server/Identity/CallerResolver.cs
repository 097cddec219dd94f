using Castor.Protocol;
using Castor.Storage.Keys;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity;

/// <summary>Tells who calls, or refuses the call in Google's words.</summary>
/// <param name="keys">The keys that are taken; null where any key is.</param>
/// <param name="restrictions">What a key is limited to.</param>
internal sealed class CallerResolver(KeyRing? keys, KeyRestrictions restrictions)
{
    private static readonly Caller s_anyone = new(NewApiKey.DefaultProject, KeyId: null);

    /// <summary>The caller of a request whose endpoint is known.</summary>
    /// <exception cref="ApiException">No key, a wrong one, or one that is not for this call.</exception>
    public Caller Resolve(HttpContext context)
    {
        Credentials credentials = Credentials.Take(context.Request);
        if (keys is null)
        {
            return credentials.Key is not null || !credentials.Bearer.IsEmpty ? s_anyone : throw IdentityErrors.NoKey();
        }

        RingKey key = Find(context, keys, credentials);
        restrictions.Enforce(context, key);
        key.Touch();
        return key.Caller;
    }

    /// <summary>As Google's front end has it, an <c>Authorization</c> header counts before any key, and a bad one is not saved by a good key.</summary>
    private static RingKey Find(HttpContext context, KeyRing keys, in Credentials credentials)
    {
        if (credentials.Authorization is not null)
        {
            return keys.Find(credentials.Bearer) ?? throw IdentityErrors.BadToken(context);
        }

        return keys.Find(credentials.Key ?? throw IdentityErrors.NoKey()) ?? throw IdentityErrors.BadKey();
    }
}
