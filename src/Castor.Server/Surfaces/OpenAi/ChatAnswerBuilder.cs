using System.Globalization;
using System.Text;
using Castor.Protocol;
using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Writes one candidate in the OpenAI dialect, at once or piece by piece: the state is what earlier pieces left open.</summary>
/// <param name="style">How this answer is written.</param>
/// <param name="index">The candidate's index.</param>
internal sealed class ChatAnswerBuilder(ChatStyle style, int index)
{
    private const string Role = "assistant";

    private bool _thinking;
    private int _calls;

    /// <summary>Why the candidate ended; null while it goes on.</summary>
    /// <param name="reason">The reason of the core.</param>
    public string? Finish(FinishReason? reason) => ChatFinish.Of(reason, _calls > 0);

    /// <summary>The next piece, or the whole.</summary>
    /// <param name="candidate">What the engine said.</param>
    /// <param name="responseId">The id of the answer, for calls that the engine gave none.</param>
    public ChatAnswer Add(Candidate candidate, string responseId)
    {
        var text = new StringBuilder();
        bool hasText = false;
        bool hasThought = false;
        ReadOnlyMemory<byte>? signature = null;
        List<ChatToolCall>? calls = null;
        foreach (Part part in candidate.Content?.Parts ?? [])
        {
            if (part.FunctionCall is { } call)
            {
                if (style.ParallelCalls || _calls == 0)
                {
                    (calls ??= []).Add(ToCall(call, part.ThoughtSignature, responseId));
                }

                continue;
            }

            bool thought = part.Thought == true;
            hasThought |= thought;
            hasText |= AddText(text, part, thought);
            signature = thought ? signature : part.ThoughtSignature ?? signature;
        }

        if (_thinking && (calls is not null || candidate.FinishReason is not null))
        {
            CloseThought(text);
        }

        return new ChatAnswer
        {
            Content = hasText || text.Length > 0 ? text.ToString() : null,
            ExtraContent = style.Mark(hasThought, signature),
            Role = Role,
            ToolCalls = calls,
        };
    }

    private bool AddText(StringBuilder text, Part part, bool thought)
    {
        string? piece = part switch
        {
            { Text: { } plain } => plain.Length == 0 && part.ThoughtSignature is not null ? null : plain,
            { InlineData: { Data: { } data } blob } => $"![]({ToDataUri(blob.MimeType, data)})",
            { ExecutableCode.Code: { } code } => $"```\n{code}\n```\n",
            { CodeExecutionResult.Output: { } output } => $"```\n{output}\n```\n",
            _ => null,
        };
        if (piece is null)
        {
            return false;
        }

        if (thought && !_thinking)
        {
            _thinking = true;
            text.Append(style.OpenTag);
        }
        else if (!thought && _thinking)
        {
            CloseThought(text);
        }

        text.Append(piece);
        return true;
    }

    private void CloseThought(StringBuilder text)
    {
        _thinking = false;
        text.Append(style.CloseTag);
    }

    private ChatToolCall ToCall(FunctionCall call, ReadOnlyMemory<byte>? signature, string responseId)
    {
        int place = _calls++;
        return new ChatToolCall
        {
            ExtraContent = style.Mark(thought: false, signature),
            Function = new ChatFunctionCall { Arguments = call.Args?.GetRawText() ?? "{}", Name = call.Name },
            Id = call.Id is { Length: > 0 } id ? id : string.Create(CultureInfo.InvariantCulture, $"call_{responseId}_{index}_{place}"),
            // Google's streams leave it out; the official clients put calls together by it.
            Index = style.Streamed ? place : null,
            Type = "function",
        };
    }

    private static string ToDataUri(string? mimeType, ReadOnlyMemory<byte> data) => $"data:{mimeType};base64,{Convert.ToBase64String(data.Span)}";
}
