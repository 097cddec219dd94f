using System.Text.Json.Serialization;

namespace Castor.Conformance.LlamaCpp;

/// <summary>What llama.cpp said for one model.</summary>
internal sealed record PeerAnswer(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("runs")] PeerRun[]? Runs,
    [property: JsonPropertyName("embedding")] float[]? Embedding);
