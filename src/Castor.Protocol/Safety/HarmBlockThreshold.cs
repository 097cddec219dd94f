using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>From which probability on content is blocked. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<HarmBlockThreshold>))]
public readonly record struct HarmBlockThreshold(string Value) : IOpenEnum<HarmBlockThreshold>
{
    /// <summary><c>HARM_BLOCK_THRESHOLD_UNSPECIFIED</c></summary>
    public static HarmBlockThreshold Unspecified => new("HARM_BLOCK_THRESHOLD_UNSPECIFIED");

    /// <summary><c>BLOCK_LOW_AND_ABOVE</c></summary>
    public static HarmBlockThreshold BlockLowAndAbove => new("BLOCK_LOW_AND_ABOVE");

    /// <summary><c>BLOCK_MEDIUM_AND_ABOVE</c></summary>
    public static HarmBlockThreshold BlockMediumAndAbove => new("BLOCK_MEDIUM_AND_ABOVE");

    /// <summary><c>BLOCK_ONLY_HIGH</c></summary>
    public static HarmBlockThreshold BlockOnlyHigh => new("BLOCK_ONLY_HIGH");

    /// <summary><c>BLOCK_NONE</c></summary>
    public static HarmBlockThreshold BlockNone => new("BLOCK_NONE");

    /// <summary><c>OFF</c></summary>
    public static HarmBlockThreshold Off => new("OFF");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "SafetySetting.HarmBlockThreshold",
    [
        (0, "HARM_BLOCK_THRESHOLD_UNSPECIFIED"),
        (1, "BLOCK_LOW_AND_ABOVE"),
        (2, "BLOCK_MEDIUM_AND_ABOVE"),
        (3, "BLOCK_ONLY_HIGH"),
        (4, "BLOCK_NONE"),
        (5, "OFF"),
    ]);

    /// <inheritdoc/>
    public static HarmBlockThreshold FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
