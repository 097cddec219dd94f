using System.Security.Cryptography;

namespace Castor.Storage.Tokens;

/// <summary>What a token stands for. All tokens that come of one consent share its id, and are revoked together.</summary>
public sealed record TokenGrant
{
    private const int IdLength = 24;

    /// <summary>What the tokens of one consent have in common.</summary>
    public string Id { get; init; } = RandomNumberGenerator.GetHexString(IdLength, lowercase: true);

    /// <summary>The service account that calls; null for a person.</summary>
    public string? Email { get; init; }

    /// <summary>The API key that a person has signed in with; null for a service account.</summary>
    public string? KeyId { get; init; }

    /// <summary>The OAuth client that asked; null for none.</summary>
    public string? ClientId { get; init; }

    /// <summary>What was asked for, parted by spaces.</summary>
    public string Scopes { get; init; } = "";

    /// <summary>Where a code is sent to.</summary>
    public string? RedirectUri { get; init; }

    /// <summary>The code challenge of PKCE, base64url of a SHA-256. <see href="https://www.rfc-editor.org/rfc/rfc7636"/></summary>
    public string? Challenge { get; init; }
}
