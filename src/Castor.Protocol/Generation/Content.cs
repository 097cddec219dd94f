namespace Castor.Protocol;

/// <summary>One turn: ordered parts by one author. <see href="https://ai.google.dev/api/caching#Content"/></summary>
public sealed record Content : WireMessage
{
    /// <summary>The parts of the turn, which may differ in kind.</summary>
    public IReadOnlyList<Part>? Parts { get; init; }

    /// <summary><c>user</c> or <c>model</c>; may be left out for a single turn.</summary>
    public string? Role { get; init; }
}
