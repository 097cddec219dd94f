using System.Globalization;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Cuts a prompt into words, numbers, quotations, addresses and dates. One pass, and only over the two ends of a very long prompt.</summary>
internal ref struct PromptScanner
{
    private const int MostCharacters = 16_384;
    private const int LongestQuotation = 2_000;
    private const int LongestChunk = 300;

    private readonly string _text;
    private readonly List<PromptToken> _tokens = [];
    private int _position;
    private bool _sentence = true;

    private PromptScanner(string text) => _text = text;

    /// <summary>The part of a prompt that is looked at.</summary>
    public static string Shorten(string prompt)
    {
        if (prompt.Length <= MostCharacters)
        {
            return prompt;
        }

        int head = MostCharacters / 2;
        int tail = prompt.Length - (MostCharacters / 2);
        // No character is cut in two.
        head -= char.IsHighSurrogate(prompt[head - 1]) ? 1 : 0;
        tail += char.IsLowSurrogate(prompt[tail]) ? 1 : 0;
        return string.Concat(prompt.AsSpan(0, head), "\n", prompt.AsSpan(tail));
    }

    /// <summary>Cuts a prompt.</summary>
    public static List<PromptToken> Scan(string prompt)
    {
        var scanner = new PromptScanner(prompt);
        while (scanner._position < prompt.Length)
        {
            scanner.Next();
        }

        return scanner._tokens;
    }

    private void Next()
    {
        char c = _text[_position];
        if (char.IsWhiteSpace(c))
        {
            _sentence |= c == '\n';
            _position++;
            return;
        }

        if (TryQuotation(c) || TryChunk())
        {
            return;
        }

        int start = _position;
        if (char.IsLetter(c))
        {
            int end = WordEnd(start);
            Add(PromptTokenKind.Word, _text[start..end], end);
            return;
        }

        int length = char.IsHighSurrogate(c) && start + 1 < _text.Length && char.IsLowSurrogate(_text[start + 1]) ? 2 : 1;
        Add(PromptTokenKind.Symbol, _text.Substring(start, length), start + length);
        _sentence = c is '.' or '?' or '!' or ':' or '-' or '•' or '*';
    }

    private readonly int WordEnd(int start)
    {
        int end = start + 1;
        while (end < _text.Length && (char.IsLetterOrDigit(_text[end]) || Joins(end)))
        {
            end++;
        }

        return end;
    }

    // Signs inside a word: e-mail, don't, read_file. A hyphen with nothing behind it ends the word.
    private readonly bool Joins(int at) => _text[at] is '_' or '-' or '\'' or '’' && at + 1 < _text.Length && char.IsLetterOrDigit(_text[at + 1]);

    private bool TryQuotation(char c)
    {
        char close = c switch
        {
            '"' => '"',
            '“' => '”',
            '«' => '»',
            '`' => '`',
            '\'' or '‘' when _position == 0 || !char.IsLetterOrDigit(_text[_position - 1]) => c == '‘' ? '’' : c,
            _ => '\0',
        };
        if (close == '\0')
        {
            return false;
        }

        int from = _position + 1;
        for (int end = from; end < _text.Length && end - from < LongestQuotation; end++)
        {
            bool apostrophe = close is '\'' or '’' && end + 1 < _text.Length && char.IsLetterOrDigit(_text[end + 1]);
            if (_text[end] == close && !apostrophe)
            {
                if (end == from)
                {
                    return false;
                }

                Add(PromptTokenKind.Quoted, _text[from..end], end + 1);
                return true;
            }
        }

        return false;
    }

    private bool TryChunk()
    {
        int end = _position;
        int limit = Math.Min(_text.Length, _position + LongestChunk);
        while (end < limit && !char.IsWhiteSpace(_text[end]) && _text[end] is not ('"' or '“' or '”' or '«' or '»' or '`' or '(' or '{' or '['))
        {
            end++;
        }

        while (end > _position && _text[end - 1] is '.' or ',' or ';' or ':' or '!' or '?' or ')' or ']' or '}' or '\'' or '…' or '。' or '？')
        {
            end--;
        }

        end -= end > _position && char.IsHighSurrogate(_text[end - 1]) ? 1 : 0;
        ReadOnlySpan<char> chunk = _text.AsSpan(_position, end - _position);
        if (chunk.IsEmpty)
        {
            return false;
        }

        if (chunk.StartsWith("http://") || chunk.StartsWith("https://") || chunk.StartsWith("www."))
        {
            Add(PromptTokenKind.Url, chunk.ToString(), end);
            return true;
        }

        int at = chunk.IndexOf('@');
        if (at > 0 && chunk[at..].IndexOf('.') > 1)
        {
            Add(PromptTokenKind.Email, chunk.ToString(), end);
            return true;
        }

        return TryDate(chunk, end) || TryTime(chunk) || TryPath(chunk, end) || TryNumber(chunk);
    }

    private bool TryDate(ReadOnlySpan<char> chunk, int end)
    {
        if (!char.IsAsciiDigit(chunk[0]) || chunk.Length < 8)
        {
            return false;
        }

        // The month comes first where both readings are possible, as recorded answers have it.
        if (DateTime.TryParseExact(chunk, ["yyyy-MM-dd", "yyyy/MM/dd", "MM/dd/yyyy", "M/d/yyyy", "dd/MM/yyyy", "dd.MM.yyyy", "d.M.yyyy"],
            CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime day))
        {
            Add(PromptTokenKind.Date, day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture), end);
            return true;
        }

        if (chunk.Length > 10 && chunk[10] is 'T' or 't' && StringFormats.IsValid("date", chunk[..10].ToString()))
        {
            Add(PromptTokenKind.Date, chunk.ToString(), end);
            return true;
        }

        return false;
    }

    private bool TryTime(ReadOnlySpan<char> chunk)
    {
        int colon = chunk.IndexOf(':');
        if (colon is not (1 or 2) || !char.IsAsciiDigit(chunk[0]) || chunk.Length < colon + 3)
        {
            return false;
        }

        int length = colon + 3;
        length += chunk.Length >= length + 3 && chunk[length] == ':' ? 3 : 0;
        if (!TimeOnly.TryParse(chunk[..length], CultureInfo.InvariantCulture, out TimeOnly time))
        {
            return false;
        }

        int end = _position + length;
        ReadOnlySpan<char> rest = _text.AsSpan(end).TrimStart(' ');
        bool afternoon = rest.StartsWith("pm", StringComparison.OrdinalIgnoreCase) || rest.StartsWith("p.m", StringComparison.OrdinalIgnoreCase);
        time = afternoon && time.Hour < 12 ? time.AddHours(12) : time;
        Add(PromptTokenKind.Time, time.ToString("HH:mm:ss", CultureInfo.InvariantCulture), end);
        return true;
    }

    private bool TryPath(ReadOnlySpan<char> chunk, int end)
    {
        bool rooted = chunk.Length > 1 && !FollowsValue() && (chunk.StartsWith("~/") || chunk.StartsWith("./") || chunk.StartsWith("../")
            || (chunk[0] == '/' && (char.IsLetter(chunk[1]) || chunk[1] is '.' or '_')));
        int dot = chunk.LastIndexOf('.');
        bool named = dot > 0 && chunk.Length - dot is > 1 and < 6 && char.IsAsciiLetter(chunk[dot + 1]) && (char.IsLetterOrDigit(chunk[dot - 1]))
            && chunk[..dot].IndexOfAny(".,=:") < 0 && chunk[(dot + 1)..].IndexOfAnyExcept("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789") < 0;
        if ((!rooted && !named) || chunk.ContainsAny("<>|*+"))
        {
            return false;
        }

        Add(PromptTokenKind.Path, chunk.ToString(), end);
        return true;
    }

    private bool TryNumber(ReadOnlySpan<char> chunk)
    {
        int start = chunk[0] is '$' or '€' or '£' or '¥' ? 1 : 0;
        int digits = start + (start < chunk.Length && chunk[start] is '-' or '+' && !FollowsValue() ? 1 : 0);
        int end = digits;
        while (end < chunk.Length && (char.IsAsciiDigit(chunk[end])
            || (chunk[end] is '.' or ',' && end > digits && end + 1 < chunk.Length && char.IsAsciiDigit(chunk[end + 1]))))
        {
            end++;
        }

        if (end == digits || !PromptNumbers.TryParse(chunk[start..end], out decimal value))
        {
            return false;
        }

        int unit = end;
        while (unit < chunk.Length && (char.IsLetter(chunk[unit]) || chunk[unit] is '%' or '°'))
        {
            unit++;
        }

        // "2nd", "3D" and "7zip": a number only where what follows may be a unit.
        ReadOnlySpan<char> suffix = chunk[end..unit];
        if (suffix is "st" or "nd" or "rd" or "th" or "D" || suffix.Length > 4 || (unit < chunk.Length && char.IsAsciiDigit(chunk[unit]) && !suffix.IsEmpty))
        {
            return false;
        }

        var token = new PromptToken(PromptTokenKind.Number, chunk[start..end].ToString(), _position, _position + unit)
        {
            Number = value,
            Unit = start == 1 ? chunk[..1].ToString() : suffix.ToString(),
            StartsSentence = _sentence,
        };
        _tokens.Add(token);
        _sentence = false;
        _position = token.End;
        return true;
    }

    // In "7-2" the sign is a minus between two numbers.
    private readonly bool FollowsValue() => _tokens.Count > 0 && _tokens[^1].End == _position && _tokens[^1].Kind is PromptTokenKind.Number or PromptTokenKind.Word;

    private void Add(PromptTokenKind kind, string text, int end)
    {
        _tokens.Add(new PromptToken(kind, text, _position, end) { StartsSentence = _sentence });
        _sentence = false;
        _position = end;
    }
}
