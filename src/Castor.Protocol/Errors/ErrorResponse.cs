namespace Castor.Protocol;

/// <summary>The body of every failure. <see href="https://cloud.google.com/apis/design/errors"/></summary>
public sealed record ErrorResponse : WireMessage
{
    /// <summary>What went wrong.</summary>
    public Status? Error { get; init; }
}
