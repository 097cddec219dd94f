using System.Text.Json.Nodes;
using Castor.Storage.Tokens;

namespace Castor.Server.Identity.Tokens;

/// <summary>Gives access tokens that last an hour.</summary>
internal sealed class TokenIssuer(TokenStore tokens)
{
    /// <summary>How long an access token lasts.</summary>
    public static readonly TimeSpan Lifetime = TimeSpan.FromHours(1);

    /// <summary>A new access token.</summary>
    public string Issue(TokenGrant grant) => tokens.Issue(TokenKind.Access, grant with { RedirectUri = null, Challenge = null }, Lifetime);

    /// <summary>A new access token as the token server tells it.</summary>
    public JsonObject Answer(TokenGrant grant) => Describe(Issue(grant));

    /// <summary>A token as the token server and the metadata server tell it.</summary>
    public static JsonObject Describe(string token) => new()
    {
        ["access_token"] = token,
        // One second less than the whole, as Google has it: the answer takes its time too.
        ["expires_in"] = (int)Lifetime.TotalSeconds - 1,
        ["token_type"] = "Bearer",
    };
}
