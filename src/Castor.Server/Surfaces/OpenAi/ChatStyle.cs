using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>How the answers to one request are written.</summary>
internal sealed record ChatStyle
{
    /// <summary>The model as the answer names it.</summary>
    public required string Model { get; init; }

    /// <summary>When the request came, in seconds since 1970.</summary>
    public required long Created { get; init; }

    /// <summary>Whether the marks of thoughts are those of Vertex AI.</summary>
    public bool IsVertex { get; init; }

    /// <summary>The tag around thoughts; null for none.</summary>
    public string? ThoughtTag { get; init; }

    /// <summary>Whether an answer may have several calls.</summary>
    public bool ParallelCalls { get; init; } = true;

    /// <summary>Whether the answer comes in chunks.</summary>
    public bool Streamed { get; init; }

    /// <summary>Whether chunks tell the tokens used so far.</summary>
    public bool IncludeUsage { get; init; }

    /// <summary>What opens thoughts.</summary>
    public string OpenTag => ThoughtTag is null ? "" : $"<{ThoughtTag}>";

    /// <summary>What closes thoughts.</summary>
    public string CloseTag => ThoughtTag is null ? "" : $"</{ThoughtTag}>";

    /// <summary>The style of the answers to a request.</summary>
    public static ChatStyle Of(ChatCompletionRequest chat, OpenAiDoor door, string model, long created) => new()
    {
        Model = door.IsVertex ? OpenAiModels.Publisher + model : model,
        Created = created,
        IsVertex = door.IsVertex,
        ThoughtTag = ChatRequestReader.ReadGoogle(chat, door)?.ThoughtTagMarker ?? door.ThoughtTag,
        ParallelCalls = chat.ParallelToolCalls != false,
        Streamed = chat.Stream == true,
        IncludeUsage = chat.StreamOptions?.IncludeUsage == true,
    };

    /// <summary>The mark of a thought, a signature, both or nothing, in the place that the twin has for it.</summary>
    public ChatExtraContent? Mark(bool thought, ReadOnlyMemory<byte>? signature)
    {
        if (!thought && signature is null)
        {
            return null;
        }

        var mark = new ChatThoughtMark { Thought = thought ? true : null, ThoughtSignature = signature };
        return IsVertex ? new ChatExtraContent { Vertex = mark } : new ChatExtraContent { Google = mark };
    }
}
