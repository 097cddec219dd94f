using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>From which confidence on phishing sites are left out (Vertex AI). An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<PhishBlockThreshold>))]
public readonly record struct PhishBlockThreshold(string Value) : IOpenEnum<PhishBlockThreshold>
{
    /// <summary><c>PHISH_BLOCK_THRESHOLD_UNSPECIFIED</c></summary>
    public static PhishBlockThreshold Unspecified => new("PHISH_BLOCK_THRESHOLD_UNSPECIFIED");

    /// <summary><c>BLOCK_LOW_AND_ABOVE</c></summary>
    public static PhishBlockThreshold BlockLowAndAbove => new("BLOCK_LOW_AND_ABOVE");

    /// <summary><c>BLOCK_MEDIUM_AND_ABOVE</c></summary>
    public static PhishBlockThreshold BlockMediumAndAbove => new("BLOCK_MEDIUM_AND_ABOVE");

    /// <summary><c>BLOCK_HIGH_AND_ABOVE</c></summary>
    public static PhishBlockThreshold BlockHighAndAbove => new("BLOCK_HIGH_AND_ABOVE");

    /// <summary><c>BLOCK_HIGHER_AND_ABOVE</c></summary>
    public static PhishBlockThreshold BlockHigherAndAbove => new("BLOCK_HIGHER_AND_ABOVE");

    /// <summary><c>BLOCK_VERY_HIGH_AND_ABOVE</c></summary>
    public static PhishBlockThreshold BlockVeryHighAndAbove => new("BLOCK_VERY_HIGH_AND_ABOVE");

    /// <summary><c>BLOCK_ONLY_EXTREMELY_HIGH</c></summary>
    public static PhishBlockThreshold BlockOnlyExtremelyHigh => new("BLOCK_ONLY_EXTREMELY_HIGH");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "SafetySetting.PhishBlockThreshold",
    [
        (0, "PHISH_BLOCK_THRESHOLD_UNSPECIFIED"),
        (1, "BLOCK_LOW_AND_ABOVE"),
        (2, "BLOCK_MEDIUM_AND_ABOVE"),
        (3, "BLOCK_HIGH_AND_ABOVE"),
        (4, "BLOCK_HIGHER_AND_ABOVE"),
        (5, "BLOCK_VERY_HIGH_AND_ABOVE"),
        (6, "BLOCK_ONLY_EXTREMELY_HIGH"),
    ]);

    /// <inheritdoc/>
    public static PhishBlockThreshold FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
