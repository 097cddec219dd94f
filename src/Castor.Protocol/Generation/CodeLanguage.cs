using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>A programming language. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<CodeLanguage>))]
public readonly record struct CodeLanguage(string Value) : IOpenEnum<CodeLanguage>
{
    /// <summary><c>LANGUAGE_UNSPECIFIED</c></summary>
    public static CodeLanguage Unspecified => new("LANGUAGE_UNSPECIFIED");

    /// <summary><c>PYTHON</c></summary>
    public static CodeLanguage Python => new("PYTHON");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "ExecutableCode.Language",
    [
        (0, "LANGUAGE_UNSPECIFIED"),
        (1, "PYTHON"),
    ]);

    /// <inheritdoc/>
    public static CodeLanguage FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
