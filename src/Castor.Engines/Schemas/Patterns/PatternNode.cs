namespace Castor.Engines.Schemas;

/// <summary>A node of a parsed regular expression.</summary>
internal sealed class PatternNode
{
    /// <summary>Lengths beyond this are as good as endless.</summary>
    public const int Endless = 1 << 24;

    private PatternNode(PatternNodeKind kind) => Kind = kind;

    public PatternNodeKind Kind { get; }

    public IReadOnlyList<PatternNode> Children { get; private init; } = [];

    /// <summary>The characters of a set.</summary>
    public CodePointSet Characters { get; private init; } = CodePointSet.Empty;

    /// <summary>How often a repeat runs at least.</summary>
    public int Least { get; private init; }

    /// <summary>How often a repeat runs at most.</summary>
    public int Most { get; private init; }

    /// <summary>The text of an assertion or of something opaque, in .NET's words.</summary>
    public string Source { get; private init; } = "";

    /// <summary>The length of the shortest match.</summary>
    public int MinLength { get; private init; }

    /// <summary>The length of the longest match.</summary>
    public int MaxLength { get; private init; }

    public static PatternNode OfSet(CodePointSet characters) =>
        new(PatternNodeKind.Set) { Characters = characters, MinLength = 1, MaxLength = 1 };

    public static PatternNode OfAssertion(string source) => new(PatternNodeKind.Assertion) { Source = source };

    public static PatternNode OfOpaque(string source) => new(PatternNodeKind.Opaque) { Source = source, MaxLength = Endless };

    public static PatternNode OfSequence(IReadOnlyList<PatternNode> children)
    {
        int min = 0;
        int max = 0;
        foreach (PatternNode child in children)
        {
            min = Math.Min(Endless, min + child.MinLength);
            max = Math.Min(Endless, max + (child.Kind == PatternNodeKind.Opaque ? 0 : child.MaxLength));
        }

        return new(PatternNodeKind.Sequence) { Children = children, MinLength = min, MaxLength = max };
    }

    public static PatternNode OfAlternation(IReadOnlyList<PatternNode> children)
    {
        int min = Endless;
        int max = 0;
        foreach (PatternNode child in children)
        {
            min = Math.Min(min, child.MinLength);
            max = Math.Max(max, child.MaxLength);
        }

        return new(PatternNodeKind.Alternation) { Children = children, MinLength = min, MaxLength = max };
    }

    public static PatternNode OfRepeat(PatternNode child, int least, int most) => new(PatternNodeKind.Repeat)
    {
        Children = [child],
        Least = least,
        Most = most,
        MinLength = (int)Math.Min(Endless, (long)child.MinLength * least),
        MaxLength = (int)Math.Min(Endless, (long)child.MaxLength * most),
    };

    /// <summary>Whether the node, or one below it, is of the kind.</summary>
    public bool Has(PatternNodeKind kind)
    {
        if (Kind == kind)
        {
            return true;
        }

        foreach (PatternNode child in Children)
        {
            if (child.Has(kind))
            {
                return true;
            }
        }

        return false;
    }
}
