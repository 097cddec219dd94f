using System.Security.Cryptography;
using Castor.Storage.ServiceAccounts;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace Castor.Server.Identity.ServiceAccounts;

/// <summary>Checks JWTs that service accounts sign with the private key of their credentials file: signature, account, and times.</summary>
internal sealed class SignedJwtReader(ServiceAccountStore accounts, TimeProvider time)
{
    /// <summary>The longest that such a JWT may be good for.</summary>
    public static readonly TimeSpan LongestLife = TimeSpan.FromHours(1);

    /// <summary>How far the clocks of client and server may be apart.</summary>
    public static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    private const int LongestText = 8192;
    private const string Signature = "Invalid JWT Signature.";
    private const string Times =
        "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable timeframe. Check your iat and exp values in the JWT claim.";

    private static readonly JsonWebTokenHandler s_handler = new() { MaximumTokenSizeInBytes = LongestText, MapInboundClaims = false };

    public async ValueTask<SignedJwt> ReadAsync(string text)
    {
        if (TryParse(text) is not { } token)
        {
            return SignedJwt.Refused("Invalid JWT: Failed to parse.");
        }

        if (accounts.Find(token.Issuer) is not { Disabled: false } account)
        {
            return SignedJwt.Refused("Invalid grant: account not found");
        }

        if (!await IsSignedAsync(text, token, account))
        {
            return SignedJwt.Refused(Signature);
        }

        return HasTimes(token) ? new SignedJwt(account, token, null) : SignedJwt.Refused(Times);
    }

    /// <summary>The JWT that a text is; null for none.</summary>
    internal static JsonWebToken? TryParse(string text)
    {
        if (text.Length > LongestText || !s_handler.CanReadToken(text))
        {
            return null;
        }

        try
        {
            return new JsonWebToken(text);
        }
        catch (ArgumentException)
        {
            // SecurityTokenMalformedException among them: a text of three parts whose header or claims are no JSON.
            return null;
        }
    }

    private async ValueTask<bool> IsSignedAsync(string text, JsonWebToken token, ServiceAccount account)
    {
        foreach (ServiceAccountKey key in accounts.ListKeys(account.Email).Where(k => string.IsNullOrEmpty(token.Kid) || k.Id == token.Kid))
        {
            using var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(key.PublicKey.Span, out _);
            TokenValidationResult result = await s_handler.ValidateTokenAsync(text, new TokenValidationParameters
            {
                ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
                // No cache of providers: they would outlive the key.
                IssuerSigningKey = new RsaSecurityKey(rsa) { KeyId = token.Kid, CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false } },
                TryAllIssuerSigningKeys = true,
                ValidateIssuer = false,
                ValidateAudience = false,
                ValidateLifetime = false,
            });
            if (result.IsValid)
            {
                return true;
            }
        }

        return false;
    }

    private bool HasTimes(JsonWebToken token)
    {
        DateTime now = time.GetUtcNow().UtcDateTime;
        DateTime issued = token.IssuedAt;
        DateTime ends = token.ValidTo;
        return issued != DateTime.MinValue
            && ends != DateTime.MinValue
            && issued <= now + Skew
            && ends > now - Skew
            && ends - issued <= LongestLife + Skew;
    }
}
