using System.Text.Json;

namespace Castor.Protocol;

/// <summary>The form of answered text. <see href="https://ai.google.dev/api/generate-content#TextResponseFormat"/></summary>
public sealed record TextResponseFormat : WireMessage
{
    /// <summary>Plain text or JSON.</summary>
    public TextFormatMimeType? MimeType { get; init; }

    /// <summary>The JSON Schema of the answer, with <c>APPLICATION_JSON</c>.</summary>
    public JsonElement? Schema { get; init; }
}
