using Castor.Server.Identity.Roles;
using Castor.Storage.Keys;
using Castor.Storage.ServiceAccounts;
using Castor.Storage.Tokens;

namespace Castor.Server.Identity.Tokens;

/// <summary>
/// The access tokens that were used of late, in memory. The first use of a token reads the database; what has changed there (a token revoked, an account
/// disabled) empties the ring within 50 ms.
/// </summary>
internal sealed class TokenRing(TokenStore tokens, ServiceAccountStore accounts, KeyRing keys, IdentityVersion version, TimeProvider time)
{
    private readonly RecentTokens _recent = new(version);

    /// <summary>The token in force with this text; null for none.</summary>
    public RingToken? Find(ReadOnlySpan<char> text)
    {
        RecentTokens.Page page = _recent.Current();
        var hash = KeyHash.Of(text);
        if (page.TryFind(hash, out RingToken? known))
        {
            return known.ExpireTime > time.GetUtcNow() ? known : null;
        }

        if (tokens.Find(TokenKind.Access, text) is not { ExpireTime: { } expires } stored || Resolve(hash, stored.Grant, expires) is not { } token)
        {
            return null;
        }

        page.Add(token);
        return token;
    }

    private RingToken? Resolve(KeyHash hash, TokenGrant grant, DateTimeOffset expires)
    {
        if (grant.Email is { } email)
        {
            return accounts.Find(email) is { Disabled: false } account ? new RingToken(hash, CallerOf(account), null, expires) : null;
        }

        return grant.KeyId is { } id && keys.FindById(id) is { } key ? new RingToken(hash, key.Caller, key, expires) : null;
    }

    internal static Caller CallerOf(ServiceAccount account) =>
        new(account.Project, KeyId: null) { Roles = RoleNames.Read(account.Roles), Principal = account.Email };
}
