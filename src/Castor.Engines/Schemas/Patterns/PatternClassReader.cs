namespace Castor.Engines.Schemas;

/// <summary>Reads a class such as <c>[^a-z\d]</c>, the position being just after the bracket.</summary>
internal ref struct PatternClassReader(string source, int position)
{
    private readonly string _source = source;

    /// <summary>Where reading goes on.</summary>
    public int Position { get; private set; } = position;

    private readonly bool AtEnd => Position >= _source.Length;

    /// <summary>The characters of the class.</summary>
    public CodePointSet Read()
    {
        bool negated = Take('^');
        var parts = new List<CodePointSet>();
        while (!Take(']'))
        {
            CodePointSet low = ReadAtom(out int lowPoint);
            bool range = !AtEnd && _source[Position] == '-' && Position + 1 < _source.Length && _source[Position + 1] != ']';
            if (!range)
            {
                parts.Add(low);
                continue;
            }

            Position++;
            CodePointSet high = ReadAtom(out int highPoint);
            if (lowPoint < 0 || highPoint < 0)
            {
                // A class beside the hyphen: no range, as without the "u" flag.
                parts.AddRange([low, high, CodePointSet.Of('-')]);
            }
            else
            {
                parts.Add(lowPoint <= highPoint
                    ? CodePointSet.Of((lowPoint, highPoint))
                    : throw new PatternSyntaxException("Range out of order in character class."));
            }
        }

        CodePointSet all = CodePointSet.Union(parts);
        return negated ? all.Negate() : all;
    }

    private CodePointSet ReadAtom(out int codePoint)
    {
        if (AtEnd)
        {
            throw new PatternSyntaxException("Unterminated character class.");
        }

        char c = _source[Position++];
        if (c != '\\')
        {
            codePoint = char.IsHighSurrogate(c) && !AtEnd && char.IsLowSurrogate(_source[Position]) ? char.ConvertToUtf32(c, _source[Position++]) : c;
            return CodePointSet.Of(codePoint);
        }

        if (AtEnd)
        {
            throw new PatternSyntaxException("\\ at end of pattern.");
        }

        if (Take('b'))
        {
            codePoint = '\b';
            return CodePointSet.Of(codePoint);
        }

        var escape = new PatternEscape(_source, Position);
        CodePointSet set = escape.Read();
        Position = escape.Position;
        codePoint = set.Ranges is [(int first, int last)] && first == last ? first : -1;
        return set;
    }

    private bool Take(char c)
    {
        if (AtEnd)
        {
            throw new PatternSyntaxException("Unterminated character class.");
        }

        if (_source[Position] == c)
        {
            Position++;
            return true;
        }

        return false;
    }
}
