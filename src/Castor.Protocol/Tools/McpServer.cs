namespace Castor.Protocol;

/// <summary>An MCP server that the service calls. <see href="https://ai.google.dev/api/caching#McpServer"/></summary>
public sealed record McpServer : WireMessage
{
    /// <summary>The name of the server.</summary>
    public string? Name { get; init; }

    /// <summary>How to reach it.</summary>
    public StreamableHttpTransport? StreamableHttpTransport { get; init; }
}
