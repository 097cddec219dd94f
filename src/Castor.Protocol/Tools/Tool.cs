using System.Text.Json;

namespace Castor.Protocol;

/// <summary>What the model may use to answer. <see href="https://ai.google.dev/api/caching#Tool"/></summary>
public sealed record Tool : WireMessage
{
    /// <summary>Functions that the client runs.</summary>
    public IReadOnlyList<FunctionDeclaration>? FunctionDeclarations { get; init; }

    /// <summary>Search grounding of the 1.5 models.</summary>
    public GoogleSearchRetrieval? GoogleSearchRetrieval { get; init; }

    /// <summary>Lets the model run code.</summary>
    public EmptyMessage? CodeExecution { get; init; }

    /// <summary>Search grounding.</summary>
    public GoogleSearch? GoogleSearch { get; init; }

    /// <summary>Lets the model drive a screen.</summary>
    public ComputerUse? ComputerUse { get; init; }

    /// <summary>Lets the model read URLs of the prompt.</summary>
    public EmptyMessage? UrlContext { get; init; }

    /// <summary>Retrieval over file search stores.</summary>
    public FileSearch? FileSearch { get; init; }

    /// <summary>MCP servers that the service calls.</summary>
    public IReadOnlyList<McpServer>? McpServers { get; init; }

    /// <summary>Grounding with Google Maps.</summary>
    public GoogleMaps? GoogleMaps { get; init; }

    /// <summary>Search grounding for enterprises (Vertex AI).</summary>
    public EnterpriseWebSearch? EnterpriseWebSearch { get; init; }

    /// <summary>Retrieval from data stores and RAG corpora (Vertex AI), a JSON object.</summary>
    public JsonElement? Retrieval { get; init; }

    /// <summary>Search by Exa (Vertex AI), a JSON object.</summary>
    public JsonElement? ExaAiSearch { get; init; }

    /// <summary>Search by Parallel (Vertex AI), a JSON object.</summary>
    public JsonElement? ParallelAiSearch { get; init; }
}
