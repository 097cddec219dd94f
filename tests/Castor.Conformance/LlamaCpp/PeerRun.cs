using System.Text.Json.Serialization;

namespace Castor.Conformance.LlamaCpp;

/// <summary>What llama.cpp said to one prompt.</summary>
/// <param name="Tokens">The best token at each step.</param>
/// <param name="First">All logits of the first step.</param>
/// <param name="Last">All logits of the last one.</param>
internal sealed record PeerRun(
    [property: JsonPropertyName("tokens")] int[] Tokens,
    [property: JsonPropertyName("first")] float[] First,
    [property: JsonPropertyName("last")] float[] Last);
