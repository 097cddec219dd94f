using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>The resolution at which media is read. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<MediaResolution>))]
public readonly record struct MediaResolution(string Value) : IOpenEnum<MediaResolution>
{
    /// <summary><c>MEDIA_RESOLUTION_UNSPECIFIED</c></summary>
    public static MediaResolution Unspecified => new("MEDIA_RESOLUTION_UNSPECIFIED");

    /// <summary><c>MEDIA_RESOLUTION_LOW</c></summary>
    public static MediaResolution Low => new("MEDIA_RESOLUTION_LOW");

    /// <summary><c>MEDIA_RESOLUTION_MEDIUM</c></summary>
    public static MediaResolution Medium => new("MEDIA_RESOLUTION_MEDIUM");

    /// <summary><c>MEDIA_RESOLUTION_HIGH</c></summary>
    public static MediaResolution High => new("MEDIA_RESOLUTION_HIGH");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "GenerationConfig.MediaResolution",
    [
        (0, "MEDIA_RESOLUTION_UNSPECIFIED"),
        (1, "MEDIA_RESOLUTION_LOW"),
        (2, "MEDIA_RESOLUTION_MEDIUM"),
        (3, "MEDIA_RESOLUTION_HIGH"),
    ]);

    /// <inheritdoc/>
    public static MediaResolution FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
