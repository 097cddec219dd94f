namespace Castor.Storage.Tokens;

/// <summary>What a token is good for.</summary>
public enum TokenKind
{
    /// <summary>It calls the API.</summary>
    Access,

    /// <summary>It gets access tokens.</summary>
    Refresh,

    /// <summary>It is exchanged once for both.</summary>
    Code,
}
