namespace Castor.Protocol;

/// <summary>The resolution at which one part's media is read. <see href="https://ai.google.dev/api/caching#MediaResolution"/></summary>
public sealed record PartMediaResolution : WireMessage
{
    /// <summary>The level of detail.</summary>
    public PartMediaResolutionLevel? Level { get; init; }

    /// <summary>The tokens to spend on the media.</summary>
    public int? NumTokens { get; init; }
}
