using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>Whether severity or probability decides (Vertex AI). An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<HarmBlockMethod>))]
public readonly record struct HarmBlockMethod(string Value) : IOpenEnum<HarmBlockMethod>
{
    /// <summary><c>HARM_BLOCK_METHOD_UNSPECIFIED</c></summary>
    public static HarmBlockMethod Unspecified => new("HARM_BLOCK_METHOD_UNSPECIFIED");

    /// <summary><c>SEVERITY</c></summary>
    public static HarmBlockMethod Severity => new("SEVERITY");

    /// <summary><c>PROBABILITY</c></summary>
    public static HarmBlockMethod Probability => new("PROBABILITY");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "SafetySetting.HarmBlockMethod",
    [
        (0, "HARM_BLOCK_METHOD_UNSPECIFIED"),
        (1, "SEVERITY"),
        (2, "PROBABILITY"),
    ]);

    /// <inheritdoc/>
    public static HarmBlockMethod FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
