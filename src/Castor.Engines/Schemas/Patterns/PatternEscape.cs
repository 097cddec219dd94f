using System.Globalization;

namespace Castor.Engines.Schemas;

/// <summary>Reads one escape that stands for characters, the position being just after the backslash.</summary>
internal ref struct PatternEscape(string source, int position)
{
    private readonly string _source = source;

    /// <summary>Where reading goes on.</summary>
    public int Position { get; private set; } = position;

    /// <summary>The characters that the escape stands for.</summary>
    public CodePointSet Read()
    {
        char c = _source[Position++];
        switch (c)
        {
            case 'd':
                return CodePointSet.Digits;
            case 'D':
                return CodePointSet.Digits.Negate();
            case 'w':
                return CodePointSet.WordCharacters;
            case 'W':
                return CodePointSet.WordCharacters.Negate();
            case 's':
                return CodePointSet.Spaces;
            case 'S':
                return CodePointSet.Spaces.Negate();
            case 't':
                return CodePointSet.Of('\t');
            case 'n':
                return CodePointSet.Of('\n');
            case 'r':
                return CodePointSet.Of('\r');
            case 'f':
                return CodePointSet.Of('\f');
            case 'v':
                return CodePointSet.Of('\v');
            case '0':
                return CodePointSet.Of(0);
            case 'c' when Position < _source.Length && char.IsAsciiLetter(_source[Position]):
                return CodePointSet.Of(_source[Position++] % 32);
            case 'x':
                return CodePointSet.Of(ReadHex(2));
            case 'u':
                return CodePointSet.Of(ReadUnicode());
            case 'p' or 'P':
                return ReadProperty(c == 'P');
            default:
                return char.IsAsciiLetterOrDigit(c) ? throw new PatternSyntaxException($"Invalid escape \\{c}.") : CodePointSet.Of(c);
        }
    }

    private int ReadUnicode()
    {
        if (Position < _source.Length && _source[Position] == '{')
        {
            int close = _source.IndexOf('}', Position);
            ReadOnlySpan<char> digits = close < 0 ? [] : _source.AsSpan(Position + 1, close - Position - 1);
            if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value) || value is < 0 or > 0x10FFFF)
            {
                throw new PatternSyntaxException("Invalid Unicode escape.");
            }

            Position = close + 1;
            return value;
        }

        int unit = ReadHex(4);
        if (char.IsHighSurrogate((char)unit) && _source.AsSpan(Position).StartsWith("\\u", StringComparison.Ordinal))
        {
            Position += 2;
            int low = ReadHex(4);
            return char.IsLowSurrogate((char)low) ? char.ConvertToUtf32((char)unit, (char)low) : throw new PatternSyntaxException("Invalid Unicode escape.");
        }

        return unit;
    }

    private int ReadHex(int digits)
    {
        if (Position + digits > _source.Length
            || !int.TryParse(_source.AsSpan(Position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out int value))
        {
            throw new PatternSyntaxException("Invalid hexadecimal escape.");
        }

        Position += digits;
        return value;
    }

    private CodePointSet ReadProperty(bool negated)
    {
        int close = Position < _source.Length && _source[Position] == '{' ? _source.IndexOf('}', Position) : -1;
        if (close < 0)
        {
            throw new PatternSyntaxException("Invalid property name.");
        }

        string name = _source[(Position + 1)..close];
        Position = close + 1;
        CodePointSet set = CodePointSet.Category(name) ?? throw new PatternSyntaxException($"The property {name} is not supported.");
        return negated ? set.Negate() : set;
    }
}
