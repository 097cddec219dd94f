using System.Text;
using System.Text.Json;

namespace Castor.Inference.Chat;

/// <summary>
/// Follows text that may be calls of Gemma 3, character by character: <c>{"name": "...", ...}</c> or an array of those, after a fence or not.
/// </summary>
/// <param name="tools">The tools that may be called.</param>
internal sealed class Gemma3CallScanner(HashSet<string> tools)
{
    private const string Fence = "```";
    private const string NameKey = "\"name\"";
    private const int LongestFence = 24;

    private readonly StringBuilder _text = new();
    private int _jsonStart = -1;
    private int _matched;
    private int _nameStart = -1;
    private int _depth;
    private bool _inString;
    private bool _escaped;

    public enum Verdict
    {
        /// <summary>It may still become a call.</summary>
        Open,

        /// <summary>The JSON of a call is whole.</summary>
        Whole,

        /// <summary>It is none.</summary>
        NoCall,
    }

    public string Text => _text.ToString();

    /// <summary>Whether it has named a tool that there is.</summary>
    public bool IsCall { get; private set; }

    /// <summary>Whether a fence was opened before it.</summary>
    public bool IsFenced => _jsonStart > 0;

    public static bool StartsWith(char character) => character is '{' or '[' or '`';

    public Verdict Take(char character)
    {
        _text.Append(character);
        if (_jsonStart < 0)
        {
            if (character is not ('{' or '['))
            {
                return MayBeFence() ? Verdict.Open : Verdict.NoCall;
            }

            _jsonStart = _text.Length - 1;
        }

        Follow(character);
        if (!IsCall && !MayBeCall(character))
        {
            return Verdict.NoCall;
        }

        return _depth > 0 ? Verdict.Open : IsCall ? Verdict.Whole : Verdict.NoCall;
    }

    /// <summary>The calls, or what is wrong with them.</summary>
    public IReadOnlyList<ChatPart> Read()
    {
        JsonElement json;
        try
        {
            json = JsonElement.Parse(_text.ToString(_jsonStart, _text.Length - _jsonStart));
        }
        catch (JsonException)
        {
            return [new MalformedCallPart(Text, "The call is not JSON.")];
        }

        var calls = new List<ChatPart>();
        foreach (JsonElement call in json.ValueKind == JsonValueKind.Array ? json.EnumerateArray().ToArray() : [json])
        {
            if (call.ValueKind != JsonValueKind.Object || !call.TryGetProperty("name", out JsonElement name) || name.ValueKind != JsonValueKind.String
                || !tools.Contains(name.GetString()!))
            {
                return [new MalformedCallPart(Text, "A call names no tool that there is.")];
            }

            JsonElement arguments = Arguments(call);
            if (arguments.ValueKind != JsonValueKind.Object)
            {
                return [new MalformedCallPart(Text, $"The parameters of {name.GetString()} are no object.")];
            }

            calls.Add(new ToolCallPart(name.GetString()!, arguments));
        }

        return calls;
    }

    private static JsonElement Arguments(JsonElement call) =>
        call.TryGetProperty("parameters", out JsonElement parameters) || call.TryGetProperty("arguments", out parameters)
            ? parameters
            : JsonElement.Parse("{}"u8);

    private void Follow(char character)
    {
        if (_inString)
        {
            _inString = _escaped || character != '"';
            _escaped = !_escaped && character == '\\';
            return;
        }

        _inString = character == '"';
        _depth += character is '{' or '[' ? 1 : character is '}' or ']' ? -1 : 0;
    }

    // ```json, ```tool_code and the like, then a line that starts with JSON.
    private bool MayBeFence()
    {
        string text = Text;
        return text.Length <= Fence.Length
            ? Fence.StartsWith(text, StringComparison.Ordinal)
            : text.Length < LongestFence
                && text.AsSpan(Fence.Length).IndexOfAnyExcept(" \t\r\nabcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ_") < 0;
    }

    // Brackets, then the key, then a colon, then a name that is known.
    private bool MayBeCall(char character)
    {
        if (_matched < NameKey.Length)
        {
            if (character == NameKey[_matched])
            {
                _matched++;
                return true;
            }

            return _matched == 0 && (character is '{' or '[' || char.IsWhiteSpace(character));
        }

        if (_nameStart < 0)
        {
            _nameStart = character == '"' ? _text.Length : -1;
            return _nameStart >= 0 || character == ':' || char.IsWhiteSpace(character);
        }

        IsCall = character == '"' && tools.Contains(_text.ToString(_nameStart, _text.Length - 1 - _nameStart));
        return IsCall || character != '"';
    }
}
