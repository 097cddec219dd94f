using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>The media type of answered text. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<TextFormatMimeType>))]
public readonly record struct TextFormatMimeType(string Value) : IOpenEnum<TextFormatMimeType>
{
    /// <summary><c>MIME_TYPE_UNSPECIFIED</c></summary>
    public static TextFormatMimeType Unspecified => new("MIME_TYPE_UNSPECIFIED");

    /// <summary><c>TEXT_PLAIN</c></summary>
    public static TextFormatMimeType TextPlain => new("TEXT_PLAIN");

    /// <summary><c>APPLICATION_JSON</c></summary>
    public static TextFormatMimeType ApplicationJson => new("APPLICATION_JSON");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "TextResponseFormat.MimeType",
    [
        (0, "MIME_TYPE_UNSPECIFIED"),
        (1, "TEXT_PLAIN"),
        (2, "APPLICATION_JSON"),
    ]);

    /// <inheritdoc/>
    public static TextFormatMimeType FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
