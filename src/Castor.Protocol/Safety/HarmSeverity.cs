using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>How severe harm is (Vertex AI). An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<HarmSeverity>))]
public readonly record struct HarmSeverity(string Value) : IOpenEnum<HarmSeverity>
{
    /// <summary><c>HARM_SEVERITY_UNSPECIFIED</c></summary>
    public static HarmSeverity Unspecified => new("HARM_SEVERITY_UNSPECIFIED");

    /// <summary><c>HARM_SEVERITY_NEGLIGIBLE</c></summary>
    public static HarmSeverity Negligible => new("HARM_SEVERITY_NEGLIGIBLE");

    /// <summary><c>HARM_SEVERITY_LOW</c></summary>
    public static HarmSeverity Low => new("HARM_SEVERITY_LOW");

    /// <summary><c>HARM_SEVERITY_MEDIUM</c></summary>
    public static HarmSeverity Medium => new("HARM_SEVERITY_MEDIUM");

    /// <summary><c>HARM_SEVERITY_HIGH</c></summary>
    public static HarmSeverity High => new("HARM_SEVERITY_HIGH");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "SafetyRating.HarmSeverity",
    [
        (0, "HARM_SEVERITY_UNSPECIFIED"),
        (1, "HARM_SEVERITY_NEGLIGIBLE"),
        (2, "HARM_SEVERITY_LOW"),
        (3, "HARM_SEVERITY_MEDIUM"),
        (4, "HARM_SEVERITY_HIGH"),
    ]);

    /// <inheritdoc/>
    public static HarmSeverity FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
