using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>How a run of code ended. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<CodeExecutionOutcome>))]
public readonly record struct CodeExecutionOutcome(string Value) : IOpenEnum<CodeExecutionOutcome>
{
    /// <summary><c>OUTCOME_UNSPECIFIED</c></summary>
    public static CodeExecutionOutcome Unspecified => new("OUTCOME_UNSPECIFIED");

    /// <summary><c>OUTCOME_OK</c></summary>
    public static CodeExecutionOutcome Ok => new("OUTCOME_OK");

    /// <summary><c>OUTCOME_FAILED</c></summary>
    public static CodeExecutionOutcome Failed => new("OUTCOME_FAILED");

    /// <summary><c>OUTCOME_DEADLINE_EXCEEDED</c></summary>
    public static CodeExecutionOutcome DeadlineExceeded => new("OUTCOME_DEADLINE_EXCEEDED");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "CodeExecutionResult.Outcome",
    [
        (0, "OUTCOME_UNSPECIFIED"),
        (1, "OUTCOME_OK"),
        (2, "OUTCOME_FAILED"),
        (3, "OUTCOME_DEADLINE_EXCEEDED"),
    ]);

    /// <inheritdoc/>
    public static CodeExecutionOutcome FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
