using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>When the 1.5 models search. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<DynamicRetrievalMode>))]
public readonly record struct DynamicRetrievalMode(string Value) : IOpenEnum<DynamicRetrievalMode>
{
    /// <summary><c>MODE_UNSPECIFIED</c></summary>
    public static DynamicRetrievalMode Unspecified => new("MODE_UNSPECIFIED");

    /// <summary><c>MODE_DYNAMIC</c></summary>
    public static DynamicRetrievalMode Dynamic => new("MODE_DYNAMIC");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "DynamicRetrievalConfig.Mode",
    [
        (0, "MODE_UNSPECIFIED"),
        (1, "MODE_DYNAMIC"),
    ]);

    /// <inheritdoc/>
    public static DynamicRetrievalMode FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
