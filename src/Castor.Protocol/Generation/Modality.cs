using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>A kind of content. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<Modality>))]
public readonly record struct Modality(string Value) : IOpenEnum<Modality>
{
    /// <summary><c>MODALITY_UNSPECIFIED</c></summary>
    public static Modality Unspecified => new("MODALITY_UNSPECIFIED");

    /// <summary><c>TEXT</c></summary>
    public static Modality Text => new("TEXT");

    /// <summary><c>IMAGE</c></summary>
    public static Modality Image => new("IMAGE");

    /// <summary><c>VIDEO</c></summary>
    public static Modality Video => new("VIDEO");

    /// <summary><c>AUDIO</c></summary>
    public static Modality Audio => new("AUDIO");

    /// <summary><c>DOCUMENT</c></summary>
    public static Modality Document => new("DOCUMENT");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "Modality",
    [
        (0, "MODALITY_UNSPECIFIED"),
        (1, "TEXT"),
        (2, "IMAGE"),
        (3, "VIDEO"),
        (4, "AUDIO"),
        (5, "DOCUMENT"),
    ]);

    /// <inheritdoc/>
    public static Modality FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
