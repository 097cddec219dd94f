using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>Streamable HTTP to an MCP server. <see href="https://ai.google.dev/api/caching#StreamableHttpTransport"/></summary>
public sealed record StreamableHttpTransport : WireMessage
{
    /// <summary>The server's address.</summary>
    public string? Url { get; init; }

    /// <summary>Headers to send.</summary>
    public IReadOnlyDictionary<string, string>? Headers { get; init; }

    /// <summary>The limit for one request.</summary>
    public ProtoDuration? Timeout { get; init; }

    /// <summary>The limit for one event.</summary>
    public ProtoDuration? SseReadTimeout { get; init; }

    /// <summary>Whether to end the session at the end.</summary>
    public bool? TerminateOnClose { get; init; }
}
