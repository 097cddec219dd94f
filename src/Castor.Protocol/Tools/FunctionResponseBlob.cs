namespace Castor.Protocol;

/// <summary>Raw media bytes in a function's result. <see href="https://ai.google.dev/api/caching#FunctionResponseBlob"/></summary>
public sealed record FunctionResponseBlob : WireMessage
{
    /// <summary>The IANA media type of the data.</summary>
    public string? MimeType { get; init; }

    /// <summary>The raw bytes, base64 on the wire.</summary>
    public ReadOnlyMemory<byte>? Data { get; init; }

    /// <summary>A name that the result may refer to.</summary>
    public string? DisplayName { get; init; }
}
