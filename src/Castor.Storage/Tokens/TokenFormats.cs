using Castor.Storage.Secrets;

namespace Castor.Storage.Tokens;

/// <summary>The form of the tokens of each kind.</summary>
internal static class TokenFormats
{
    public static SecretFormat Of(TokenKind kind) => kind switch
    {
        TokenKind.Access => SecretFormat.AccessToken,
        TokenKind.Refresh => SecretFormat.RefreshToken,
        _ => SecretFormat.AuthorizationCode,
    };
}
