using System.Globalization;
using System.Text.Json;
using Castor.Protocol;
using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Reads the messages of a chat into the contents of the core, losing nothing.</summary>
/// <param name="thoughtTag">The tag around thoughts in the texts of the model; null for none.</param>
internal sealed class ChatMessageReader(string? thoughtTag)
{
    private readonly List<Part> _system = [];
    private readonly List<Content> _contents = [];
    private readonly Dictionary<string, string> _calledFunctions = new(StringComparer.Ordinal);
    private List<Part>? _results;

    /// <summary>The developer's instructions; null where there are none.</summary>
    public Content? SystemInstruction => _system.Count == 0 ? null : new Content { Parts = _system };

    /// <summary>The turns.</summary>
    public IReadOnlyList<Content> Contents => _contents;

    /// <summary>Reads all messages, in order.</summary>
    /// <exception cref="ApiException">A message is wrong; the text names it.</exception>
    public void Read(IReadOnlyList<ChatMessage> messages)
    {
        for (int i = 0; i < messages.Count; i++)
        {
            string path = string.Create(CultureInfo.InvariantCulture, $"messages[{i}]");
            ChatMessage message = messages[i];
            _results = message.Role == "tool" ? _results : null;
            switch (message.Role)
            {
                case "system" or "developer":
                    _system.AddRange(ChatContentReader.ReadTexts(message.Content, path));
                    break;
                case "user":
                    _contents.Add(new Content { Role = "user", Parts = ChatContentReader.ReadParts(message.Content, path) });
                    break;
                case "assistant":
                    _contents.Add(new Content { Role = "model", Parts = ReadAnswer(message, path) });
                    break;
                case "tool":
                    AddResult(message, path);
                    break;
                default:
                    throw ApiException.InvalidArgument(
                        $"Invalid value at '{path}.role', \"{message.Role}\". Please use a valid role: system, developer, user, assistant, tool.");
            }
        }
    }

    private List<Part> ReadAnswer(ChatMessage message, string path)
    {
        RefuseOlderForms(message, path);
        string text = string.Concat(ChatContentReader.ReadTexts(message.Content, path).Select(part => part.Text));
        ChatThoughtMark? mark = message.ExtraContent?.Google ?? message.ExtraContent?.Vertex;
        var parts = new List<Part>();
        if (mark?.Thought == true && TrySplitThought(text, out string thought, out string rest))
        {
            parts.Add(new Part { Text = thought, Thought = true });
            text = rest;
        }

        if (text.Length > 0 || mark?.ThoughtSignature is not null)
        {
            parts.Add(new Part { Text = text, ThoughtSignature = mark?.ThoughtSignature });
        }

        IReadOnlyList<ChatToolCall> calls = message.ToolCalls ?? [];
        for (int i = 0; i < calls.Count; i++)
        {
            parts.Add(ReadCall(calls[i], string.Create(CultureInfo.InvariantCulture, $"{path}.tool_calls[{i}]")));
        }

        return parts.Count > 0 ? parts : [new Part { Text = "" }];
    }

    private Part ReadCall(ChatToolCall call, string path)
    {
        if (call.Type is not (null or "function") || call.Function is not { Name.Length: > 0 } function)
        {
            throw ApiException.InvalidArgument($"Invalid value at '{path}': a call needs the type function, and a function with a name.");
        }

        if (call.Id is { Length: > 0 } id)
        {
            _calledFunctions[id] = function.Name;
        }

        return new Part
        {
            FunctionCall = new FunctionCall
            {
                Name = function.Name,
                Args = ReadArguments(function.Arguments, $"{path}.function.arguments"),
                Id = call.Id is { Length: > 0 } ? call.Id : null,
            },
            ThoughtSignature = (call.ExtraContent?.Google ?? call.ExtraContent?.Vertex)?.ThoughtSignature,
        };
    }

    private static JsonElement ReadArguments(string? arguments, string path)
    {
        if (string.IsNullOrWhiteSpace(arguments))
        {
            return JsonElement.Parse("{}");
        }

        return TryParseObject(arguments, out JsonElement value)
            ? value
            : throw ApiException.InvalidArgument($"Invalid value at '{path}': the arguments of a call are a JSON object.");
    }

    /// <summary>Adds a result; those of calls that were made at once belong to one turn.</summary>
    private void AddResult(ChatMessage message, string path)
    {
        string id = message.ToolCallId ?? "";
        if (!_calledFunctions.TryGetValue(id, out string? name) && (name = message.Name) is null)
        {
            throw ApiException.InvalidArgument($"Invalid value at '{path}.tool_call_id', \"{id}\": no call before it has this id.");
        }

        if (_results is null)
        {
            _results = [];
            _contents.Add(new Content { Role = "user", Parts = _results });
        }

        string text = string.Concat(ChatContentReader.ReadTexts(message.Content, path).Select(part => part.Text));
        _results.Add(new Part
        {
            FunctionResponse = new FunctionResponse
            {
                Name = name,
                Id = id.Length > 0 ? id : null,
                Response = TryParseObject(text, out JsonElement result) ? result : ToObject(text),
            },
        });
    }

    private static JsonElement ToObject(string result) =>
        JsonElement.Parse($"{{\"result\":\"{JsonEncodedText.Encode(result)}\"}}");

    private static bool TryParseObject(string text, out JsonElement value)
    {
        try
        {
            value = JsonElement.Parse(text);
            return value.ValueKind == JsonValueKind.Object;
        }
        catch (JsonException)
        {
            value = default;
            return false;
        }
    }

    private bool TrySplitThought(string text, out string thought, out string rest)
    {
        string open = $"<{thoughtTag}>";
        string close = $"</{thoughtTag}>";
        int end = thoughtTag is null || !text.StartsWith(open, StringComparison.Ordinal) ? -1 : text.IndexOf(close, StringComparison.Ordinal);
        thought = end < 0 ? "" : text[open.Length..end];
        rest = end < 0 ? text : text[(end + close.Length)..];
        return end >= 0;
    }

    private static void RefuseOlderForms(ChatMessage message, string path)
    {
        if (message.FunctionCall is not null)
        {
            throw ApiException.InvalidArgument($"Invalid value at '{path}.function_call': send calls as tool_calls.");
        }

        if (message.Audio is not null)
        {
            throw ApiException.InvalidArgument($"Invalid value at '{path}.audio': no answer of this server has an audio id.");
        }
    }
}
