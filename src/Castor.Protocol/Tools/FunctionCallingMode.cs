using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>Whether the model may, must or must not call functions. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<FunctionCallingMode>))]
public readonly record struct FunctionCallingMode(string Value) : IOpenEnum<FunctionCallingMode>
{
    /// <summary><c>MODE_UNSPECIFIED</c></summary>
    public static FunctionCallingMode Unspecified => new("MODE_UNSPECIFIED");

    /// <summary><c>AUTO</c></summary>
    public static FunctionCallingMode Auto => new("AUTO");

    /// <summary><c>ANY</c></summary>
    public static FunctionCallingMode Any => new("ANY");

    /// <summary><c>NONE</c></summary>
    public static FunctionCallingMode None => new("NONE");

    /// <summary><c>VALIDATED</c></summary>
    public static FunctionCallingMode Validated => new("VALIDATED");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "FunctionCallingConfig.Mode",
    [
        (0, "MODE_UNSPECIFIED"),
        (1, "AUTO"),
        (2, "ANY"),
        (3, "NONE"),
        (4, "VALIDATED"),
    ]);

    /// <inheritdoc/>
    public static FunctionCallingMode FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
