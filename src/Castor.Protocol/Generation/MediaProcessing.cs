using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>How a model processes video. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<MediaProcessing>))]
public readonly record struct MediaProcessing(string Value) : IOpenEnum<MediaProcessing>
{
    /// <summary><c>MEDIA_PROCESSING_UNSPECIFIED</c></summary>
    public static MediaProcessing Unspecified => new("MEDIA_PROCESSING_UNSPECIFIED");

    /// <summary><c>STATIC</c></summary>
    public static MediaProcessing Static => new("STATIC");

    /// <summary><c>AGENTIC</c></summary>
    public static MediaProcessing Agentic => new("AGENTIC");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "MediaProcessing",
    [
        (0, "MEDIA_PROCESSING_UNSPECIFIED"),
        (1, "STATIC"),
        (2, "AGENTIC"),
    ]);

    /// <inheritdoc/>
    public static MediaProcessing FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
