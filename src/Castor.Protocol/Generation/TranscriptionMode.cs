using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>How closely a transcription keeps to the speech. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<TranscriptionMode>))]
public readonly record struct TranscriptionMode(string Value) : IOpenEnum<TranscriptionMode>
{
    /// <summary><c>MODE_UNSPECIFIED</c></summary>
    public static TranscriptionMode Unspecified => new("MODE_UNSPECIFIED");

    /// <summary><c>VERBATIM</c></summary>
    public static TranscriptionMode Verbatim => new("VERBATIM");

    /// <summary><c>SMART</c></summary>
    public static TranscriptionMode Smart => new("SMART");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "AudioTranscriptionConfig.Mode",
    [
        (0, "MODE_UNSPECIFIED"),
        (1, "VERBATIM"),
        (2, "SMART"),
    ]);

    /// <inheritdoc/>
    public static TranscriptionMode FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
