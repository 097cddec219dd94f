using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>What a computer-use model drives. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<ComputerEnvironment>))]
public readonly record struct ComputerEnvironment(string Value) : IOpenEnum<ComputerEnvironment>
{
    /// <summary><c>ENVIRONMENT_UNSPECIFIED</c></summary>
    public static ComputerEnvironment Unspecified => new("ENVIRONMENT_UNSPECIFIED");

    /// <summary><c>ENVIRONMENT_BROWSER</c></summary>
    public static ComputerEnvironment Browser => new("ENVIRONMENT_BROWSER");

    /// <summary><c>ENVIRONMENT_MOBILE</c></summary>
    public static ComputerEnvironment Mobile => new("ENVIRONMENT_MOBILE");

    /// <summary><c>ENVIRONMENT_DESKTOP</c></summary>
    public static ComputerEnvironment Desktop => new("ENVIRONMENT_DESKTOP");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "Tool.ComputerUse.Environment",
    [
        (0, "ENVIRONMENT_UNSPECIFIED"),
        (1, "ENVIRONMENT_BROWSER"),
        (2, "ENVIRONMENT_MOBILE"),
        (3, "ENVIRONMENT_DESKTOP"),
    ]);

    /// <inheritdoc/>
    public static ComputerEnvironment FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
