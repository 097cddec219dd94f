using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>How likely content is harmful. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<HarmProbability>))]
public readonly record struct HarmProbability(string Value) : IOpenEnum<HarmProbability>
{
    /// <summary><c>HARM_PROBABILITY_UNSPECIFIED</c></summary>
    public static HarmProbability Unspecified => new("HARM_PROBABILITY_UNSPECIFIED");

    /// <summary><c>NEGLIGIBLE</c></summary>
    public static HarmProbability Negligible => new("NEGLIGIBLE");

    /// <summary><c>LOW</c></summary>
    public static HarmProbability Low => new("LOW");

    /// <summary><c>MEDIUM</c></summary>
    public static HarmProbability Medium => new("MEDIUM");

    /// <summary><c>HIGH</c></summary>
    public static HarmProbability High => new("HIGH");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "SafetyRating.HarmProbability",
    [
        (0, "HARM_PROBABILITY_UNSPECIFIED"),
        (1, "NEGLIGIBLE"),
        (2, "LOW"),
        (3, "MEDIUM"),
        (4, "HIGH"),
    ]);

    /// <inheritdoc/>
    public static HarmProbability FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
