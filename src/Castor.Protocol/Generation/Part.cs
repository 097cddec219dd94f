using System.Text.Json;

namespace Castor.Protocol;

/// <summary>One piece of a turn: text, media, a call, a result or a thought. <see href="https://ai.google.dev/api/caching#Part"/></summary>
public sealed record Part : WireMessage
{
    /// <summary>Inline text.</summary>
    public string? Text { get; init; }

    /// <summary>Inline media bytes.</summary>
    public Blob? InlineData { get; init; }

    /// <summary>A call that the model predicts.</summary>
    public FunctionCall? FunctionCall { get; init; }

    /// <summary>The result of a call, given back to the model.</summary>
    public FunctionResponse? FunctionResponse { get; init; }

    /// <summary>Media by URI.</summary>
    public FileData? FileData { get; init; }

    /// <summary>Code that the model wrote to be run.</summary>
    public ExecutableCode? ExecutableCode { get; init; }

    /// <summary>The outcome of running an <c>executableCode</c> part.</summary>
    public CodeExecutionResult? CodeExecutionResult { get; init; }

    /// <summary>A call of a tool that the service itself runs.</summary>
    public ToolCall? ToolCall { get; init; }

    /// <summary>The result of a tool that the service itself ran.</summary>
    public ToolResponse? ToolResponse { get; init; }

    /// <summary>Whether the part is a thought of the model.</summary>
    public bool? Thought { get; init; }

    /// <summary>An opaque signature of the thought, to be sent back unchanged.</summary>
    public ReadOnlyMemory<byte>? ThoughtSignature { get; init; }

    /// <summary>How to cut and sample a video part.</summary>
    public VideoMetadata? VideoMetadata { get; init; }

    /// <summary>The resolution at which this part's media is read.</summary>
    public PartMediaResolution? MediaResolution { get; init; }

    /// <summary>Custom metadata of the part, a JSON object.</summary>
    public JsonElement? PartMetadata { get; init; }

    /// <summary>What is said in the part's audio.</summary>
    public Transcription? AudioTranscription { get; init; }

    /// <summary>How the part's text is to be spoken.</summary>
    public SpeechMetadata? SpeechMetadata { get; init; }

    /// <summary>How the part's video is processed.</summary>
    public MediaProcessing? MediaProcessing { get; init; }
}
