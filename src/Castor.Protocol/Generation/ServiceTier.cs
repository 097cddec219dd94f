using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>A service tier. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<ServiceTier>))]
public readonly record struct ServiceTier(string Value) : IOpenEnum<ServiceTier>
{
    /// <summary><c>SERVICE_TIER_UNSPECIFIED</c></summary>
    public static ServiceTier Unspecified => new("SERVICE_TIER_UNSPECIFIED");

    /// <summary><c>STANDARD</c></summary>
    public static ServiceTier Standard => new("STANDARD");

    /// <summary><c>FLEX</c></summary>
    public static ServiceTier Flex => new("FLEX");

    /// <summary><c>PRIORITY</c></summary>
    public static ServiceTier Priority => new("PRIORITY");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "ServiceTier",
    [
        (0, "SERVICE_TIER_UNSPECIFIED"),
        (1, "STANDARD"),
        (2, "FLEX"),
        (3, "PRIORITY"),
    ]);

    /// <inheritdoc/>
    public static ServiceTier FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
