using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>The resolution at which one part's media is read. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<PartMediaResolutionLevel>))]
public readonly record struct PartMediaResolutionLevel(string Value) : IOpenEnum<PartMediaResolutionLevel>
{
    /// <summary><c>MEDIA_RESOLUTION_UNSPECIFIED</c></summary>
    public static PartMediaResolutionLevel Unspecified => new("MEDIA_RESOLUTION_UNSPECIFIED");

    /// <summary><c>MEDIA_RESOLUTION_LOW</c></summary>
    public static PartMediaResolutionLevel Low => new("MEDIA_RESOLUTION_LOW");

    /// <summary><c>MEDIA_RESOLUTION_MEDIUM</c></summary>
    public static PartMediaResolutionLevel Medium => new("MEDIA_RESOLUTION_MEDIUM");

    /// <summary><c>MEDIA_RESOLUTION_HIGH</c></summary>
    public static PartMediaResolutionLevel High => new("MEDIA_RESOLUTION_HIGH");

    /// <summary><c>MEDIA_RESOLUTION_ULTRA_HIGH</c></summary>
    public static PartMediaResolutionLevel UltraHigh => new("MEDIA_RESOLUTION_ULTRA_HIGH");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "MediaResolution.Level",
    [
        (0, "MEDIA_RESOLUTION_UNSPECIFIED"),
        (1, "MEDIA_RESOLUTION_LOW"),
        (2, "MEDIA_RESOLUTION_MEDIUM"),
        (3, "MEDIA_RESOLUTION_HIGH"),
        (4, "MEDIA_RESOLUTION_ULTRA_HIGH"),
    ]);

    /// <inheritdoc/>
    public static PartMediaResolutionLevel FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
