using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>The stage of life of a model. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<ModelStage>))]
public readonly record struct ModelStage(string Value) : IOpenEnum<ModelStage>
{
    /// <summary><c>MODEL_STAGE_UNSPECIFIED</c></summary>
    public static ModelStage Unspecified => new("MODEL_STAGE_UNSPECIFIED");

    /// <summary><c>UNSTABLE_EXPERIMENTAL</c></summary>
    public static ModelStage UnstableExperimental => new("UNSTABLE_EXPERIMENTAL");

    /// <summary><c>EXPERIMENTAL</c></summary>
    public static ModelStage Experimental => new("EXPERIMENTAL");

    /// <summary><c>PREVIEW</c></summary>
    public static ModelStage Preview => new("PREVIEW");

    /// <summary><c>STABLE</c></summary>
    public static ModelStage Stable => new("STABLE");

    /// <summary><c>LEGACY</c></summary>
    public static ModelStage Legacy => new("LEGACY");

    /// <summary><c>DEPRECATED</c></summary>
    public static ModelStage Deprecated => new("DEPRECATED");

    /// <summary><c>RETIRED</c></summary>
    public static ModelStage Retired => new("RETIRED");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "ModelStatus.ModelStage",
    [
        (0, "MODEL_STAGE_UNSPECIFIED"),
        (1, "UNSTABLE_EXPERIMENTAL"),
        (2, "EXPERIMENTAL"),
        (3, "PREVIEW"),
        (4, "STABLE"),
        (5, "LEGACY"),
        (6, "DEPRECATED"),
        (7, "RETIRED"),
    ]);

    /// <inheritdoc/>
    public static ModelStage FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
