namespace Castor.Protocol;

/// <summary>Search suggestions to show. <see href="https://ai.google.dev/api/generate-content#SearchEntryPoint"/></summary>
public sealed record SearchEntryPoint : WireMessage
{
    /// <summary>HTML to embed.</summary>
    public string? RenderedContent { get; init; }

    /// <summary>Base64 of JSON with search terms and addresses.</summary>
    public ReadOnlyMemory<byte>? SdkBlob { get; init; }
}
