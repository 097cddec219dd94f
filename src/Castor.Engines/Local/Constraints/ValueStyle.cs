using System.Text;
using System.Text.Json;
using Castor.Engines.Schemas;
using Castor.Inference.Constraints;

namespace Castor.Engines.Local.Constraints;

/// <summary>How values are written: as JSON, or as a template has them in calls, with bare keys and strings between marks.</summary>
internal sealed class ValueStyle
{
    // The same enums come again and again, and "true" and "false" in every other schema.
    private static readonly RecentTexts<ByteDfa> s_words = new(capacity: 512, longestText: 1024);

    private readonly TokenSet? _quote;

    private ValueStyle(TokenSet? quote)
    {
        _quote = quote;
        Comma = new TextTerminal(Punctuation(',', quote is null));
        Colon = new TextTerminal(Punctuation(':', quote is null));
    }

    /// <summary>JSON on one line, with or without a space after commas and colons.</summary>
    public static ValueStyle Json { get; } = new(null);

    /// <summary>Whether it is JSON.</summary>
    public bool IsJson => _quote is null;

    /// <summary>How strings are spelt.</summary>
    public TextSpelling Spelling => IsJson ? TextSpelling.Json : TextSpelling.Raw;

    /// <summary>Between two values.</summary>
    public TextTerminal Comma { get; }

    /// <summary>Between a key and its value.</summary>
    public TextTerminal Colon { get; }

    /// <summary>The style of a template that puts a mark before and after strings.</summary>
    public static ValueStyle Marked(TokenSet quote) => new(quote);

    /// <summary>A string.</summary>
    public int String(GrammarBuilder grammar, TextTerminal text, int next) =>
        _quote is null ? grammar.Text(text, next) : grammar.Token(_quote, grammar.Text(text, grammar.Token(_quote, next)));

    /// <summary>A key that is known, and its colon.</summary>
    public int Key(GrammarBuilder grammar, string name, int next)
    {
        int colon = grammar.Text(Colon, next);
        if (_quote is null)
        {
            return grammar.Text(Encoding.UTF8.GetBytes(ToJson(Datum.Of(name))), colon);
        }

        byte[] text = Encoding.UTF8.GetBytes(name);
        bool isBare = name.Length > 0 && !name.AsSpan().ContainsAny(" \t\r\n:{}[],\"");
        return isBare ? grammar.Text(text, colon) : grammar.Token(_quote, grammar.Text(text, grammar.Token(_quote, colon)));
    }

    /// <summary>A key of a language, and its colon.</summary>
    public int Key(GrammarBuilder grammar, TextTerminal name, int next) =>
        grammar.Text(name with { EndsBeforeMark = false }, grammar.Text(Colon, next));

    /// <summary>Values that are known; strings of them share one automaton.</summary>
    public int Literals(GrammarBuilder grammar, IReadOnlyList<Datum> values, int next)
    {
        List<int> steps = [];
        string[] texts = [.. values.Where(v => _quote is null || v.Kind == JsonValueKind.String).Select(v => _quote is null ? ToJson(v) : v.Text)];
        if (texts.Length > 0)
        {
            ByteDfa words = s_words.GetOrAdd(string.Join('\0', texts), _ => SpeltText.Of(CharDfa.OfTexts(texts), TextSpelling.Raw)!);
            TextTerminal terminal = new(words) { EndsBeforeMark = _quote is not null };
            steps.Add(_quote is null ? grammar.Text(terminal, next) : String(grammar, terminal, next));
        }

        if (_quote is not null)
        {
            steps.AddRange(values.Where(v => v.Kind != JsonValueKind.String).Select(v => Literal(grammar, v, next)));
        }

        return grammar.Choice([.. steps]);
    }

    /// <summary>A value as JSON.</summary>
    public static string ToJson(Datum value)
    {
        var text = new StringBuilder();
        Write(value, text);
        return text.ToString();
    }

    private static void Write(Datum value, StringBuilder text)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String:
                WriteText(value.Text, text);
                break;
            case JsonValueKind.Array:
                WriteAll('[', value.Items, item => Write(item, text), ']', text);
                break;
            case JsonValueKind.Object:
                WriteAll('{', value.Members, member =>
                {
                    WriteText(member.Key, text);
                    text.Append(':');
                    Write(member.Value, text);
                }, '}', text);
                break;
            case JsonValueKind.Number:
                text.Append(value.Number);
                break;
            default:
                text.Append(value.Kind switch { JsonValueKind.True => "true", JsonValueKind.False => "false", _ => "null" });
                break;
        }
    }

    private static void WriteAll<T>(char open, IReadOnlyList<T> parts, Action<T> write, char close, StringBuilder text)
    {
        text.Append(open);
        for (int i = 0; i < parts.Count; i++)
        {
            text.Append(i > 0 ? "," : "");
            write(parts[i]);
        }

        text.Append(close);
    }

    // As few escapes as there may be, which is how models write.
    private static void WriteText(string value, StringBuilder text)
    {
        text.Append('"');
        foreach (char c in value)
        {
            int escape = "\"\\\b\f\n\r\t".IndexOf(c, StringComparison.Ordinal);
            _ = escape >= 0 ? text.Append('\\').Append("\"\\bfnrt"[escape]) : c < ' ' ? text.Append($"\\u{(int)c:x4}") : text.Append(c);
        }

        text.Append('"');
    }

    private int Literal(GrammarBuilder grammar, Datum value, int next)
    {
        switch (value.Kind)
        {
            case JsonValueKind.String:
                return String(grammar, new TextTerminal(ByteDfa.Literal(Encoding.UTF8.GetBytes(value.Text))) { EndsBeforeMark = true }, next);
            case JsonValueKind.Array:
                int item = grammar.Text("]"u8, next);
                for (int i = value.Items.Count - 1; i >= 0; i--)
                {
                    item = Literal(grammar, value.Items[i], item);
                    item = i > 0 ? grammar.Text(Comma, item) : item;
                }

                return grammar.Text("["u8, item);
            case JsonValueKind.Object:
                int member = grammar.Text("}"u8, next);
                for (int i = value.Members.Count - 1; i >= 0; i--)
                {
                    member = Key(grammar, value.Members[i].Key, Literal(grammar, value.Members[i].Value, member));
                    member = i > 0 ? grammar.Text(Comma, member) : member;
                }

                return grammar.Text("{"u8, member);
            default:
                return grammar.Text(Encoding.UTF8.GetBytes(ToJson(value)), next);
        }
    }

    private static ByteDfa Punctuation(char mark, bool takesSpace)
    {
        var builder = new ByteDfaBuilder();
        int start = builder.AddState(false);
        int end = builder.AddState(true);
        builder.AddEdge(start, (byte)mark, (byte)mark, end);
        if (takesSpace)
        {
            builder.AddEdge(end, (byte)' ', (byte)' ', builder.AddState(true));
        }

        return builder.Build(start)!;
    }
}
