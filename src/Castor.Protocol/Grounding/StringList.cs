namespace Castor.Protocol;

/// <summary>Several strings. <see href="https://ai.google.dev/api/generate-content#RetrievedContext"/></summary>
public sealed record StringList : WireMessage
{
    /// <summary>The strings.</summary>
    public IReadOnlyList<string>? Values { get; init; }
}
