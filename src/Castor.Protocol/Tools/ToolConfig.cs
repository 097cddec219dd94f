namespace Castor.Protocol;

/// <summary>Configuration shared by all tools. <see href="https://ai.google.dev/api/caching#ToolConfig"/></summary>
public sealed record ToolConfig : WireMessage
{
    /// <summary>How functions are called.</summary>
    public FunctionCallingConfig? FunctionCallingConfig { get; init; }

    /// <summary>How tools retrieve.</summary>
    public RetrievalConfig? RetrievalConfig { get; init; }

    /// <summary>Whether tool calls that the service ran are in the answer.</summary>
    public bool? IncludeServerSideToolInvocations { get; init; }
}
