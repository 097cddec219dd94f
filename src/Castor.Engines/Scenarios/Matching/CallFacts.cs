using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Scenarios.Matching;

/// <summary>What conditions and templates ask of a call, each fact found when it is first asked for.</summary>
internal sealed class CallFacts(
    CallMethods method, ModelEntry model, GenerateContentRequest request, Func<string, string?> findHeader, ServiceTwin twin = ServiceTwin.Developer)
{
    private string? _newestText;
    private string? _allText;
    private string? _systemText;
    private int _turns = -1;
    private JsonElement? _json;

    public CallMethods Method { get; } = method;

    public ModelEntry Model { get; } = model;

    /// <summary>The service that the client believes to call.</summary>
    public ServiceTwin Twin { get; } = twin;

    public GenerateContentRequest Request { get; } = request;

    /// <summary>The groups of the regular expression that matched last, for <c>{{match.1}}</c>.</summary>
    public Match? Captures { get; set; }

    public bool Streamed => Method == CallMethods.StreamGenerateContent;

    /// <summary>The text of the newest turn, so that a rule on it holds no more once the client sends a function's result.</summary>
    public string NewestText => _newestText ??= TextOf(NewestStart(), Contents.Count, userOnly: true);

    /// <summary>The text of the first turn.</summary>
    public string FirstText => Contents.Count == 0 ? "" : TextOf(0, 1, userOnly: false);

    /// <summary>The text of all turns of the user and the model.</summary>
    public string AllText => _allText ??= TextOf(0, Contents.Count, userOnly: false);

    public string SystemText
    {
        get
        {
            if (_systemText is null)
            {
                var text = new StringBuilder();
                Append(text, Request.SystemInstruction);
                _systemText = text.ToString();
            }

            return _systemText;
        }
    }

    /// <summary>The last text that the user wrote, also where results of functions came after it.</summary>
    public string LastUserText
    {
        get
        {
            for (int i = Contents.Count - 1; i >= 0; i--)
            {
                if (!IsModel(Contents[i]) && TextOf(i, i + 1, userOnly: true) is { Length: > 0 } text)
                {
                    return text;
                }
            }

            return "";
        }
    }

    /// <summary>How many turns the user had; results of functions are none, and neighbouring user contents are one.</summary>
    public int Turns => _turns < 0 ? _turns = CountTurns() : _turns;

    /// <summary>The results of functions in the newest turn.</summary>
    public IEnumerable<FunctionResponse> NewestResponses
    {
        get
        {
            for (int i = NewestStart(); i < Contents.Count; i++)
            {
                foreach (Part part in Contents[i].Parts ?? [])
                {
                    if (part.FunctionResponse is { } response)
                    {
                        yield return response;
                    }
                }
            }
        }
    }

    /// <summary>The MIME types of the media in the prompt.</summary>
    public IEnumerable<string> MediaTypes
    {
        get
        {
            foreach (Content content in Contents)
            {
                foreach (Part part in content.Parts ?? [])
                {
                    if ((part.InlineData?.MimeType ?? part.FileData?.MimeType ?? (part.FileData is null ? null : "")) is { } type)
                    {
                        yield return type;
                    }
                }
            }
        }
    }

    /// <summary>The request as JSON in the wire's form.</summary>
    public JsonElement Json
    {
        get
        {
            if (_json is null)
            {
                var buffer = new ArrayBufferWriter<byte>();
                WireJson.Write(buffer, Request, JsonStyle.Compact);
                using var document = JsonDocument.Parse(buffer.WrittenMemory, new JsonDocumentOptions { MaxDepth = 512 });
                _json = document.RootElement.Clone();
            }

            return _json.Value;
        }
    }

    private IReadOnlyList<Content> Contents => Request.Contents ?? [];

    public string? FindHeader(string name) => findHeader(name);

    /// <summary>Tells conversations apart: those with the same model, system instruction and first turn are one.</summary>
    public string ConversationKey()
    {
        var hash = new StableHash();
        hash.Add(Model.Id);
        hash.Add(SystemText);
        hash.Add(FirstText);
        return hash.Value.ToString("x16", System.Globalization.CultureInfo.InvariantCulture);
    }

    private int NewestStart()
    {
        int start = Contents.Count;
        while (start > 0 && IsModel(Contents[start - 1]))
        {
            start--;
        }

        while (start > 0 && !IsModel(Contents[start - 1]))
        {
            start--;
        }

        return start;
    }

    private int CountTurns()
    {
        int turns = 0;
        bool counted = false;
        foreach (Content content in Contents)
        {
            if (IsModel(content))
            {
                counted = false;
            }
            else if (!counted && (content.Parts ?? []).Any(p => p.FunctionResponse is null))
            {
                counted = true;
                turns++;
            }
        }

        return turns;
    }

    private string TextOf(int from, int to, bool userOnly)
    {
        // The usual prompt is one text, which needs no copy.
        if (to - from == 1 && Contents[from] is { Parts: [{ Text: { } only, Thought: not true }] } single && !(userOnly && IsModel(single)))
        {
            return only;
        }

        var text = new StringBuilder();
        for (int i = from; i < to; i++)
        {
            if (!userOnly || !IsModel(Contents[i]))
            {
                Append(text, Contents[i]);
            }
        }

        return text.ToString();
    }

    private static void Append(StringBuilder text, Content? content)
    {
        foreach (Part part in content?.Parts ?? [])
        {
            if (part.Text is { Length: > 0 } piece && part.Thought is not true)
            {
                text.Append(text.Length == 0 ? "" : "\n").Append(piece);
            }
        }
    }

    private static bool IsModel(Content content) => content.Role == "model";
}
