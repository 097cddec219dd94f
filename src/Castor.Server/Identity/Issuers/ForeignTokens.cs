using Castor.Server.Identity.Roles;
using Castor.Server.Identity.ServiceAccounts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Castor.Server.Identity.Issuers;

/// <summary>Checks the tokens of configured issuers.</summary>
internal sealed class ForeignTokens(IssuerKeys issuers, TimeProvider time)
{
    private static readonly JsonWebTokenHandler s_handler = new() { MapInboundClaims = false };

    /// <summary>Asymmetric ones alone: a public key as the secret of a symmetric one would let anybody sign.</summary>
    private static readonly string[] s_algorithms =
    [
        SecurityAlgorithms.RsaSha256, SecurityAlgorithms.RsaSha384, SecurityAlgorithms.RsaSha512, SecurityAlgorithms.RsaSsaPssSha256, SecurityAlgorithms.EcdsaSha256, SecurityAlgorithms.EcdsaSha384,
    ];

    /// <summary>Who calls with a token, and until when; null where it is refused.</summary>
    public async ValueTask<(Caller Caller, DateTimeOffset ExpireTime)?> ReadAsync(string text)
    {
        if (SignedJwtReader.TryParse(text) is not { } token || issuers.Find(token.Issuer) is not { } issuer)
        {
            return null;
        }

        IssuerRule rule = issuer.Rule;
        IReadOnlyList<SecurityKey> keys = await issuer.KeysForAsync(token.Kid);
        if (keys.Count == 0)
        {
            return null;
        }

        TokenValidationResult result = await s_handler.ValidateTokenAsync(text, new TokenValidationParameters
        {
            ValidAlgorithms = s_algorithms,
            IssuerSigningKeys = keys,
            ValidIssuer = rule.Issuer,
            ValidAudiences = rule.Audiences,
            RequireExpirationTime = true,
            LifetimeValidator = (notBefore, expires, _, _) => IsNow(notBefore, expires),
        });
        if (!result.IsValid || !token.TryGetPayloadValue(rule.PrincipalClaim, out string? principal) || string.IsNullOrEmpty(principal)
            || (rule.Principals.Count > 0 && !rule.Principals.Contains(principal)))
        {
            return null;
        }

        return (new Caller(rule.Project, KeyId: null) { Roles = RoleNames.Read(rule.Roles), Principal = principal }, new DateTimeOffset(token.ValidTo) + SignedJwtReader.Skew);
    }

    private bool IsNow(DateTime? notBefore, DateTime? expires)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        return expires is { } end && end > now - SignedJwtReader.Skew && (notBefore is not { } start || start <= now + SignedJwtReader.Skew);
    }
}
