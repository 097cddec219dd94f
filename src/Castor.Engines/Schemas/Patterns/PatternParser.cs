using System.Globalization;

namespace Castor.Engines.Schemas;

/// <summary>Parses the ECMAScript regular expressions that schemas use.</summary>
/// <remarks>
/// Lookaround and back references are kept as they are: they can be matched, but no text can be aimed at them.
/// As in browsers without the <c>u</c> flag, a brace that starts no quantifier is a plain character.
/// </remarks>
internal ref struct PatternParser(string source)
{
    private const int DeepestNesting = 100;

    private readonly string _source = source;
    private int _position;
    private int _depth;

    private readonly bool AtEnd => _position >= _source.Length;

    private readonly char Current => _source[_position];

    /// <summary>Parses the whole.</summary>
    /// <exception cref="PatternSyntaxException">It is no regular expression.</exception>
    public static PatternNode Parse(string source)
    {
        var parser = new PatternParser(source);
        PatternNode node = parser.ParseAlternation();
        return parser.AtEnd ? node : throw new PatternSyntaxException("Unmatched ')'.");
    }

    private PatternNode ParseAlternation()
    {
        if (++_depth > DeepestNesting)
        {
            throw new PatternSyntaxException("Groups are nested too deep.");
        }

        var branches = new List<PatternNode> { ParseSequence() };
        while (Take('|'))
        {
            branches.Add(ParseSequence());
        }

        _depth--;
        return branches.Count == 1 ? branches[0] : PatternNode.OfAlternation(branches);
    }

    private PatternNode ParseSequence()
    {
        var items = new List<PatternNode>();
        while (!AtEnd && Current is not ('|' or ')'))
        {
            PatternNode atom = ParseAtom();
            items.Add(ParseQuantifier(atom));
        }

        return items.Count == 1 ? items[0] : PatternNode.OfSequence(items);
    }

    private PatternNode ParseQuantifier(PatternNode atom)
    {
        if (AtEnd)
        {
            return atom;
        }

        int least;
        int most = int.MaxValue;
        switch (Current)
        {
            case '*':
                least = 0;
                break;
            case '+':
                least = 1;
                break;
            case '?':
                least = 0;
                most = 1;
                break;
            case '{' when TryReadBraces(out least, out most, out int after):
                _position = after - 1;
                break;
            default:
                return atom;
        }

        _position++;
        Take('?');
        if (atom.Kind == PatternNodeKind.Assertion)
        {
            throw new PatternSyntaxException("Nothing to repeat.");
        }

        return least <= most ? PatternNode.OfRepeat(atom, least, most) : throw new PatternSyntaxException("Numbers out of order in {} quantifier.");
    }

    private readonly bool TryReadBraces(out int least, out int most, out int after)
    {
        least = most = after = 0;
        int close = _source.IndexOf('}', _position);
        if (close < 0)
        {
            return false;
        }

        ReadOnlySpan<char> body = _source.AsSpan(_position + 1, close - _position - 1);
        int comma = body.IndexOf(',');
        after = close + 1;
        if (!TryReadCount(comma < 0 ? body : body[..comma], out least))
        {
            return false;
        }

        most = comma < 0 ? least : int.MaxValue;
        return comma < 0 || comma == body.Length - 1 || TryReadCount(body[(comma + 1)..], out most);
    }

    private static bool TryReadCount(ReadOnlySpan<char> digits, out int count)
    {
        count = 0;
        if (digits.IsEmpty || digits.IndexOfAnyExceptInRange('0', '9') >= 0)
        {
            return false;
        }

        if (!int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out count))
        {
            count = int.MaxValue;
        }

        return true;
    }

    private PatternNode ParseAtom()
    {
        char c = _source[_position++];
        switch (c)
        {
            case '(':
                return ParseGroup();
            case '[':
                return PatternNode.OfSet(ParseClass());
            case '.':
                return PatternNode.OfSet(CodePointSet.AnyButLineEnd);
            case '^':
                return PatternNode.OfAssertion("^");
            case '$':
                return PatternNode.OfAssertion("\\z");
            case '\\':
                return ParseEscape();
            case '*' or '+' or '?':
                throw new PatternSyntaxException("Nothing to repeat.");
            default:
                return PatternNode.OfSet(ParseCharacter(c));
        }
    }

    private PatternNode ParseGroup()
    {
        int start = _position - 1;
        if (Take('?'))
        {
            bool lookaround = TakeText("=") || TakeText("!") || TakeText("<=") || TakeText("<!");
            if (lookaround)
            {
                ParseAlternation();
                Close();
                return PatternNode.OfOpaque(_source[start.._position]);
            }

            if (!TakeText(":") && !TakeGroupName())
            {
                throw new PatternSyntaxException("Invalid group.");
            }
        }

        PatternNode inner = ParseAlternation();
        Close();
        return inner;
    }

    private bool TakeGroupName()
    {
        if (!Take('<'))
        {
            return false;
        }

        int close = _source.IndexOf('>', _position);
        if (close <= _position)
        {
            return false;
        }

        _position = close + 1;
        return true;
    }

    private void Close()
    {
        if (!Take(')'))
        {
            throw new PatternSyntaxException("Unterminated group.");
        }
    }

    private PatternNode ParseEscape()
    {
        if (AtEnd)
        {
            throw new PatternSyntaxException("\\ at end of pattern.");
        }

        char c = Current;
        switch (c)
        {
            case 'b' or 'B':
                _position++;
                return PatternNode.OfAssertion(c == 'b' ? "\\b" : "\\B");
            case >= '1' and <= '9':
                int start = _position - 1;
                while (!AtEnd && char.IsAsciiDigit(Current))
                {
                    _position++;
                }

                return PatternNode.OfOpaque(_source[start.._position]);
            case 'k' when _position + 1 < _source.Length && _source[_position + 1] == '<':
                int close = _source.IndexOf('>', _position);
                int from = _position - 1;
                _position = close < 0 ? throw new PatternSyntaxException("Invalid named reference.") : close + 1;
                return PatternNode.OfOpaque(_source[from.._position]);
            default:
                var escape = new PatternEscape(_source, _position);
                CodePointSet set = escape.Read();
                _position = escape.Position;
                return PatternNode.OfSet(set);
        }
    }

    private CodePointSet ParseClass()
    {
        var reader = new PatternClassReader(_source, _position);
        CodePointSet set = reader.Read();
        _position = reader.Position;
        return set;
    }

    private CodePointSet ParseCharacter(char c)
    {
        if (char.IsHighSurrogate(c) && !AtEnd && char.IsLowSurrogate(Current))
        {
            return CodePointSet.Of(char.ConvertToUtf32(c, _source[_position++]));
        }

        return CodePointSet.Of(c);
    }

    private bool Take(char c)
    {
        if (!AtEnd && Current == c)
        {
            _position++;
            return true;
        }

        return false;
    }

    private bool TakeText(string text)
    {
        if (!_source.AsSpan(_position).StartsWith(text, StringComparison.Ordinal))
        {
            return false;
        }

        _position += text.Length;
        return true;
    }
}
