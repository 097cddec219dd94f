using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>Whether a Live model waits for a function's result. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<FunctionBehavior>))]
public readonly record struct FunctionBehavior(string Value) : IOpenEnum<FunctionBehavior>
{
    /// <summary><c>UNSPECIFIED</c></summary>
    public static FunctionBehavior Unspecified => new("UNSPECIFIED");

    /// <summary><c>BLOCKING</c></summary>
    public static FunctionBehavior Blocking => new("BLOCKING");

    /// <summary><c>NON_BLOCKING</c></summary>
    public static FunctionBehavior NonBlocking => new("NON_BLOCKING");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "FunctionDeclaration.Behavior",
    [
        (0, "UNSPECIFIED"),
        (1, "BLOCKING"),
        (2, "NON_BLOCKING"),
    ]);

    /// <inheritdoc/>
    public static FunctionBehavior FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
