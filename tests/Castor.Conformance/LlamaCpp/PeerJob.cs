using System.Text.Json.Serialization;

namespace Castor.Conformance.LlamaCpp;

/// <summary>What llama.cpp's script is asked.</summary>
/// <param name="Name">What the answer is called.</param>
/// <param name="Path">The model.</param>
/// <param name="Prompts">Prompts, each continued greedily; null where a text is embedded.</param>
/// <param name="Count">Tokens that follow each prompt.</param>
/// <param name="Text">The text to embed.</param>
internal sealed record PeerJob(
    [property: JsonPropertyName("name")] string Name,
    [property: JsonPropertyName("path")] string Path,
    [property: JsonPropertyName("prompts")] int[][]? Prompts,
    [property: JsonPropertyName("count")] int Count,
    [property: JsonPropertyName("text")] int[]? Text);
