using System.Buffers;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Castor.Inference.Chat;

/// <summary>
/// Reads <c>call:name{key:value,...}</c>: keys bare or quoted, strings between marks (or in JSON's quotes, which models fall back to), else as in
/// JSON.
/// </summary>
/// <remarks>
/// https://ai.google.dev/gemma/docs/core/prompt-formatting-gemma4; the marks are told by where they were, so that no text can pass for one.
/// </remarks>
internal ref struct Gemma4CallParser(ReadOnlySpan<char> text, List<int> quotes, Utf8JsonWriter json)
{
    private const int DeepestValue = 60;
    private static readonly JsonWriterOptions s_json = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private readonly ReadOnlySpan<char> _text = text;
    private readonly List<int> _quotes = quotes;
    private readonly Utf8JsonWriter _json = json;
    private int _at;
    private int _quote;
    private int _depth;

    private readonly bool AtQuote => _quote < _quotes.Count && _quotes[_quote] == _at;

    /// <summary>Reads a call.</summary>
    /// <param name="text">What is between the marks of a call.</param>
    /// <param name="quotes">Where in it marks of strings were, in order.</param>
    /// <param name="name">The tool.</param>
    /// <param name="arguments">The arguments as a JSON object.</param>
    /// <returns>What is wrong, or null.</returns>
    public static string? Parse(string text, List<int> quotes, out string name, out JsonElement arguments)
    {
        (name, arguments) = ("", default);
        int brace = text.IndexOf('{', StringComparison.Ordinal);
        if (!text.TrimStart().StartsWith(Gemma4Values.CallPrefix, StringComparison.Ordinal) || brace < 0 || (quotes.Count > 0 && quotes[0] <= brace))
        {
            return "The call does not start with call:NAME{.";
        }

        name = text[(text.IndexOf(':', StringComparison.Ordinal) + 1)..brace].Trim();
        if (name.Length == 0 || name.AsSpan().ContainsAny(" \t\r\n}[],\""))
        {
            return "The call names no tool.";
        }

        var output = new ArrayBufferWriter<byte>();
        using var json = new Utf8JsonWriter(output, s_json);
        var parser = new Gemma4CallParser(text, quotes, json) { _at = brace };
        string? wrong = parser.ReadValue();
        parser.SkipSpace();
        if (wrong is not null || parser._at < text.Length || parser._quote < quotes.Count)
        {
            return $"{wrong ?? "There is more after the arguments"} at character {parser._at}.";
        }

        json.Flush();
        arguments = JsonElement.Parse(output.WrittenSpan);
        return null;
    }

    private string? ReadValue()
    {
        SkipSpace();
        if (AtQuote)
        {
            if (ReadMarked() is not string marked)
            {
                return "A string has no end";
            }

            _json.WriteStringValue(marked);
            return null;
        }

        char first = _at < _text.Length ? _text[_at] : '\0';
        if (first is '{' or '[')
        {
            if (++_depth > DeepestValue)
            {
                return "Values are too deep";
            }

            string? wrong = first == '{' ? ReadObject() : ReadArray();
            _depth--;
            return wrong;
        }

        return first == '"' ? ReadJsonString() is string text ? Write(text) : "A string is not JSON's" : ReadLiteral();
    }

    private readonly string? Write(string text)
    {
        _json.WriteStringValue(text);
        return null;
    }

    private string? ReadObject()
    {
        _at++;
        _json.WriteStartObject();
        var keys = new HashSet<string>();
        SkipSpace();
        if (TakeIf('}'))
        {
            _json.WriteEndObject();
            return null;
        }

        do
        {
            string? key = ReadKey();
            if (key is null)
            {
                return "A key is missing";
            }

            if (!keys.Add(key))
            {
                return $"The key {key} comes twice";
            }

            _json.WritePropertyName(key);
            if (ReadValue() is string wrong)
            {
                return wrong;
            }

            SkipSpace();
        }
        while (TakeIf(','));
        _json.WriteEndObject();
        return TakeIf('}') ? null : "A comma or a brace is missing";
    }

    private string? ReadArray()
    {
        _at++;
        _json.WriteStartArray();
        SkipSpace();
        if (TakeIf(']'))
        {
            _json.WriteEndArray();
            return null;
        }

        do
        {
            if (ReadValue() is string wrong)
            {
                return wrong;
            }

            SkipSpace();
        }
        while (TakeIf(','));
        _json.WriteEndArray();
        return TakeIf(']') ? null : "A comma or a bracket is missing";
    }

    private string? ReadKey()
    {
        SkipSpace();
        if (AtQuote || (_at < _text.Length && _text[_at] == '"'))
        {
            string? quoted = AtQuote ? ReadMarked() : ReadJsonString();
            SkipSpace();
            return TakeIf(':') ? quoted : null;
        }

        int length = _text[_at..].IndexOfAny(":{}[],\"");
        int end = _at + length;
        if (length <= 0 || _text[end] != ':' || (_quote < _quotes.Count && _quotes[_quote] <= end))
        {
            return null;
        }

        string key = _text[_at..end].TrimEnd().ToString();
        _at = end + 1;
        return key;
    }

    private string? ReadMarked()
    {
        if (_quote + 1 >= _quotes.Count)
        {
            return null;
        }

        string text = _text[_quotes[_quote].._quotes[_quote + 1]].ToString();
        _at = _quotes[_quote + 1];
        _quote += 2;
        return text;
    }

    private string? ReadJsonString()
    {
        int end = _at + 1;
        while (end < _text.Length && _text[end] != '"')
        {
            end += _text[end] == '\\' ? 2 : 1;
        }

        if (end >= _text.Length || (_quote < _quotes.Count && _quotes[_quote] <= end))
        {
            return null;
        }

        ReadOnlySpan<char> text = _text[_at..(end + 1)];
        _at = end + 1;
        try
        {
            return JsonElement.Parse(text).GetString();
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    private string? ReadLiteral()
    {
        int length = _text[_at..].IndexOfAny(" \t\r\n,:{}[]\"");
        int end = length < 0 ? _text.Length : _at + length;
        if (_quote < _quotes.Count)
        {
            end = Math.Min(end, _quotes[_quote]);
        }

        ReadOnlySpan<char> literal = _text[_at..end];
        if (literal is not ("true" or "false" or "null") && !IsNumber(literal))
        {
            return "A value is no string, number, true, false or null";
        }

        _json.WriteRawValue(literal);
        _at = end;
        return null;
    }

    // JSON's grammar of numbers: -? (0 | [1-9][0-9]*) (. [0-9]+)? ([eE] [+-]? [0-9]+)?
    private static bool IsNumber(ReadOnlySpan<char> text)
    {
        if (text is ['-', ..])
        {
            text = text[1..];
        }

        int whole = CountDigits(text);
        if (whole == 0 || (whole > 1 && text[0] == '0'))
        {
            return false;
        }

        text = text[whole..];
        if (text is ['.', ..])
        {
            int fraction = CountDigits(text[1..]);
            if (fraction == 0)
            {
                return false;
            }

            text = text[(1 + fraction)..];
        }

        if (text is ['e' or 'E', ..])
        {
            text = text[1..] is ['+' or '-', ..] ? text[2..] : text[1..];
            return text.Length > 0 && CountDigits(text) == text.Length;
        }

        return text.IsEmpty;
    }

    private static int CountDigits(ReadOnlySpan<char> text) => text.IndexOfAnyExceptInRange('0', '9') is >= 0 and int count ? count : text.Length;

    private void SkipSpace()
    {
        while (!AtQuote && _at < _text.Length && _text[_at] is ' ' or '\t' or '\r' or '\n')
        {
            _at++;
        }
    }

    private bool TakeIf(char wanted)
    {
        bool taken = !AtQuote && _at < _text.Length && _text[_at] == wanted;
        _at += taken ? 1 : 0;
        return taken;
    }
}
