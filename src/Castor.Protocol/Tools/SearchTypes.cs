namespace Castor.Protocol;

/// <summary>Which kinds of search result to use. <see href="https://ai.google.dev/api/caching#GoogleSearch"/></summary>
public sealed record SearchTypes : WireMessage
{
    /// <summary>Web pages.</summary>
    public EmptyMessage? WebSearch { get; init; }

    /// <summary>Images.</summary>
    public EmptyMessage? ImageSearch { get; init; }
}
