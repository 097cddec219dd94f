namespace Castor.Storage.Tokens;

/// <summary>What is known of a token; the token itself is not.</summary>
/// <param name="Kind">What it is good for.</param>
/// <param name="Grant">What it stands for.</param>
/// <param name="ExpireTime">When it ends; null for never.</param>
public sealed record StoredToken(TokenKind Kind, TokenGrant Grant, DateTimeOffset? ExpireTime);
