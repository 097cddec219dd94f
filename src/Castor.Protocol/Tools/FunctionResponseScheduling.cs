using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>When a Live model takes up a function's result. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<FunctionResponseScheduling>))]
public readonly record struct FunctionResponseScheduling(string Value) : IOpenEnum<FunctionResponseScheduling>
{
    /// <summary><c>SCHEDULING_UNSPECIFIED</c></summary>
    public static FunctionResponseScheduling Unspecified => new("SCHEDULING_UNSPECIFIED");

    /// <summary><c>SILENT</c></summary>
    public static FunctionResponseScheduling Silent => new("SILENT");

    /// <summary><c>WHEN_IDLE</c></summary>
    public static FunctionResponseScheduling WhenIdle => new("WHEN_IDLE");

    /// <summary><c>INTERRUPT</c></summary>
    public static FunctionResponseScheduling Interrupt => new("INTERRUPT");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "FunctionResponse.Scheduling",
    [
        (0, "SCHEDULING_UNSPECIFIED"),
        (1, "SILENT"),
        (2, "WHEN_IDLE"),
        (3, "INTERRUPT"),
    ]);

    /// <inheritdoc/>
    public static FunctionResponseScheduling FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
