using System.Text.Json.Nodes;
using Castor.Storage;
using Castor.Storage.ServiceAccounts;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Identity.IdTokens;

/// <summary>
/// Signs ID tokens: they tell another service who calls it. Castor's own APIs take none, as Google's take none.
/// <see href="https://cloud.google.com/docs/authentication/token-types#id"/>
/// </summary>
internal sealed class IdTokenIssuer(DataFolder folder, CastorOptions options, TimeProvider time)
{
    private static readonly TimeSpan s_lifetime = TimeSpan.FromHours(1);

    // A failure is not kept: the folder may be there again for the next token.
    private readonly Lazy<IdTokenKey> _key = new(() => IdTokenKey.Open(folder, time), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>The key that verifies what is signed.</summary>
    public IdTokenKey Key => _key.Value;

    /// <summary>The name of this server in ID tokens: the address that the operator gives, else the one that was called.</summary>
    public string NameFor(HttpRequest request) => options.PublicUrl?.GetLeftPart(UriPartial.Authority) ?? $"{request.Scheme}://{request.Host}";

    /// <summary>A token for the owner of a credentials file.</summary>
    public string ForAssertion(HttpRequest request, ServiceAccount account, string audience)
    {
        JsonObject claims = Claims(request, audience, account.Email, account.UniqueId);
        AddEmail(claims, account);
        return Key.Sign(claims);
    }

    /// <summary>A token of the metadata server. <see href="https://cloud.google.com/compute/docs/instances/verifying-instance-identity#payload"/></summary>
    /// <param name="request">The request.</param>
    /// <param name="account">The account.</param>
    /// <param name="audience">Whom the token is for.</param>
    /// <param name="machine">What is told of the machine; null for the standard format, which has no address of the account either.</param>
    public string ForMachine(HttpRequest request, ServiceAccount account, string audience, JsonObject? machine)
    {
        JsonObject claims = Claims(request, audience, account.UniqueId, account.UniqueId);
        if (machine is not null)
        {
            AddEmail(claims, account);
            claims["google"] = new JsonObject { ["compute_engine"] = machine };
        }

        return Key.Sign(claims);
    }

    private static void AddEmail(JsonObject claims, ServiceAccount account)
    {
        claims["email"] = account.Email;
        claims["email_verified"] = true;
    }

    private JsonObject Claims(HttpRequest request, string audience, string party, string subject)
    {
        long now = time.GetUtcNow().ToUnixTimeSeconds();
        return new JsonObject
        {
            ["iss"] = NameFor(request),
            ["aud"] = audience,
            ["azp"] = party,
            ["sub"] = subject,
            ["iat"] = now,
            ["exp"] = now + (long)s_lifetime.TotalSeconds,
        };
    }
}
