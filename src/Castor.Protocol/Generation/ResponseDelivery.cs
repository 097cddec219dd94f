using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>How answered media is delivered. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<ResponseDelivery>))]
public readonly record struct ResponseDelivery(string Value) : IOpenEnum<ResponseDelivery>
{
    /// <summary><c>DELIVERY_UNSPECIFIED</c></summary>
    public static ResponseDelivery Unspecified => new("DELIVERY_UNSPECIFIED");

    /// <summary><c>INLINE</c></summary>
    public static ResponseDelivery Inline => new("INLINE");

    /// <summary><c>URI</c></summary>
    public static ResponseDelivery Uri => new("URI");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "ResponseFormat.Delivery",
    [
        (0, "DELIVERY_UNSPECIFIED"),
        (1, "INLINE"),
        (2, "URI"),
    ]);

    /// <inheritdoc/>
    public static ResponseDelivery FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
