using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>How much a model thinks. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<ThinkingLevel>))]
public readonly record struct ThinkingLevel(string Value) : IOpenEnum<ThinkingLevel>
{
    /// <summary><c>THINKING_LEVEL_UNSPECIFIED</c></summary>
    public static ThinkingLevel Unspecified => new("THINKING_LEVEL_UNSPECIFIED");

    /// <summary><c>LOW</c></summary>
    public static ThinkingLevel Low => new("LOW");

    /// <summary><c>HIGH</c></summary>
    public static ThinkingLevel High => new("HIGH");

    /// <summary><c>MEDIUM</c></summary>
    public static ThinkingLevel Medium => new("MEDIUM");

    /// <summary><c>MINIMAL</c></summary>
    public static ThinkingLevel Minimal => new("MINIMAL");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "ThinkingConfig.ThinkingLevel",
    [
        (0, "THINKING_LEVEL_UNSPECIFIED"),
        (1, "LOW"),
        (2, "HIGH"),
        (3, "MEDIUM"),
        (4, "MINIMAL"),
    ]);

    /// <inheritdoc/>
    public static ThinkingLevel FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
