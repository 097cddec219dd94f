using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>Why a candidate ended. An open enumeration: values unknown to this build are kept as they came.</summary>
/// <param name="Value">The name on the wire.</param>
[JsonConverter(typeof(OpenEnumConverter<FinishReason>))]
public readonly record struct FinishReason(string Value) : IOpenEnum<FinishReason>
{
    /// <summary><c>FINISH_REASON_UNSPECIFIED</c></summary>
    public static FinishReason Unspecified => new("FINISH_REASON_UNSPECIFIED");

    /// <summary><c>STOP</c></summary>
    public static FinishReason Stop => new("STOP");

    /// <summary><c>MAX_TOKENS</c></summary>
    public static FinishReason MaxTokens => new("MAX_TOKENS");

    /// <summary><c>SAFETY</c></summary>
    public static FinishReason Safety => new("SAFETY");

    /// <summary><c>RECITATION</c></summary>
    public static FinishReason Recitation => new("RECITATION");

    /// <summary><c>OTHER</c></summary>
    public static FinishReason Other => new("OTHER");

    /// <summary><c>LANGUAGE</c></summary>
    public static FinishReason Language => new("LANGUAGE");

    /// <summary><c>BLOCKLIST</c></summary>
    public static FinishReason Blocklist => new("BLOCKLIST");

    /// <summary><c>PROHIBITED_CONTENT</c></summary>
    public static FinishReason ProhibitedContent => new("PROHIBITED_CONTENT");

    /// <summary><c>SPII</c></summary>
    public static FinishReason Spii => new("SPII");

    /// <summary><c>MALFORMED_FUNCTION_CALL</c></summary>
    public static FinishReason MalformedFunctionCall => new("MALFORMED_FUNCTION_CALL");

    /// <summary><c>IMAGE_SAFETY</c></summary>
    public static FinishReason ImageSafety => new("IMAGE_SAFETY");

    /// <summary><c>UNEXPECTED_TOOL_CALL</c></summary>
    public static FinishReason UnexpectedToolCall => new("UNEXPECTED_TOOL_CALL");

    /// <summary><c>TOO_MANY_TOOL_CALLS</c></summary>
    public static FinishReason TooManyToolCalls => new("TOO_MANY_TOOL_CALLS");

    /// <summary><c>IMAGE_PROHIBITED_CONTENT</c></summary>
    public static FinishReason ImageProhibitedContent => new("IMAGE_PROHIBITED_CONTENT");

    /// <summary><c>NO_IMAGE</c></summary>
    public static FinishReason NoImage => new("NO_IMAGE");

    /// <summary><c>IMAGE_RECITATION</c></summary>
    public static FinishReason ImageRecitation => new("IMAGE_RECITATION");

    /// <summary><c>IMAGE_OTHER</c></summary>
    public static FinishReason ImageOther => new("IMAGE_OTHER");

    /// <summary><c>CONTINUATION</c></summary>
    public static FinishReason Continuation => new("CONTINUATION");

    /// <summary><c>MALFORMED_RESPONSE</c></summary>
    public static FinishReason MalformedResponse => new("MALFORMED_RESPONSE");

    /// <summary><c>MISSING_THOUGHT_SIGNATURE</c></summary>
    public static FinishReason MissingThoughtSignature => new("MISSING_THOUGHT_SIGNATURE");

    /// <inheritdoc/>
    public static EnumDescriptor Descriptor { get; } = new(
        "Candidate.FinishReason",
    [
        (0, "FINISH_REASON_UNSPECIFIED"),
        (1, "STOP"),
        (2, "MAX_TOKENS"),
        (3, "SAFETY"),
        (4, "RECITATION"),
        (5, "OTHER"),
        (6, "LANGUAGE"),
        (7, "BLOCKLIST"),
        (8, "PROHIBITED_CONTENT"),
        (9, "SPII"),
        (10, "MALFORMED_FUNCTION_CALL"),
        (11, "IMAGE_SAFETY"),
        (12, "UNEXPECTED_TOOL_CALL"),
        (13, "TOO_MANY_TOOL_CALLS"),
        (14, "IMAGE_PROHIBITED_CONTENT"),
        (15, "IMAGE_OTHER"),
        (16, "NO_IMAGE"),
        (17, "IMAGE_RECITATION"),
        (18, "CONTINUATION"),
        (19, "MALFORMED_RESPONSE"),
        (20, "MISSING_THOUGHT_SIGNATURE"),
    ]);

    /// <inheritdoc/>
    public static FinishReason FromName(string name) => new(name);

    /// <inheritdoc/>
    public override string ToString() => Value;
}
