using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>A service tier. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<ServiceTier>))]
public readonly record struct ServiceTier(string Value) : IOpenEnum<ServiceTier>
{
    /// <summary><c>unspecified</c></summary>
    public static ServiceTier Unspecified => new("unspecified");

    /// <summary><c>standard</c></summary>
    public static ServiceTier Standard => new("standard");

    /// <summary><c>flex</c></summary>
    public static ServiceTier Flex => new("flex");

    /// <summary><c>priority</c></summary>
    public static ServiceTier Priority => new("priority");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "ServiceTier",
    [
        (0, "unspecified"),
        (1, "standard"),
        (2, "flex"),
        (3, "priority"),
    ]);

    /// <inheritdoc/>
    public static ServiceTier FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
