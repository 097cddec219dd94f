using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>Why a prompt was blocked. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<BlockReason>))]
public readonly record struct BlockReason(string Value) : IOpenEnum<BlockReason>
{
    /// <summary><c>BLOCK_REASON_UNSPECIFIED</c></summary>
    public static BlockReason Unspecified => new("BLOCK_REASON_UNSPECIFIED");

    /// <summary><c>SAFETY</c></summary>
    public static BlockReason Safety => new("SAFETY");

    /// <summary><c>OTHER</c></summary>
    public static BlockReason Other => new("OTHER");

    /// <summary><c>BLOCKLIST</c></summary>
    public static BlockReason Blocklist => new("BLOCKLIST");

    /// <summary><c>PROHIBITED_CONTENT</c></summary>
    public static BlockReason ProhibitedContent => new("PROHIBITED_CONTENT");

    /// <summary><c>IMAGE_SAFETY</c></summary>
    public static BlockReason ImageSafety => new("IMAGE_SAFETY");

    /// <summary><c>MODEL_ARMOR</c></summary>
    public static BlockReason ModelArmor => new("MODEL_ARMOR");

    /// <summary><c>JAILBREAK</c></summary>
    public static BlockReason Jailbreak => new("JAILBREAK");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "GenerateContentResponse.PromptFeedback.BlockReason",
    [
        (0, "BLOCK_REASON_UNSPECIFIED"),
        (1, "SAFETY"),
        (2, "OTHER"),
        (3, "BLOCKLIST"),
        (4, "PROHIBITED_CONTENT"),
        (5, "IMAGE_SAFETY"),
        (6, "MODEL_ARMOR"),
        (7, "JAILBREAK"),
    ]);

    /// <inheritdoc/>
    public static BlockReason FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
