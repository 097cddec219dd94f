namespace Castor.Inference.Constraints;

/// <summary>A step of a grammar.</summary>
internal sealed class GrammarNode(GrammarNodeKind kind)
{
    public GrammarNodeKind Kind { get; } = kind;

    /// <summary>What comes after it.</summary>
    public int Next { get; init; }

    public TextTerminal? Text { get; init; }

    public TokenSet? Tokens { get; init; }

    /// <summary>The rule of a call.</summary>
    public int Rule { get; init; }

    public int[] Choices { get; set; } = [];

    /// <summary>The first repetition of a body, and the others, which begin with what stands between.</summary>
    public (int First, int Others) Body { get; init; }

    public int Min { get; init; }

    public int Max { get; init; }

    /// <summary>Of a repetition: whether no two items may be equal.</summary>
    public bool IsUnique { get; init; }

    /// <summary>Of a text: whether it stands between items and is none.</summary>
    public bool Separates { get; init; }

    /// <summary>The fewest levels of nesting from here to the end of the rule.</summary>
    public int Need { get; set; } = int.MaxValue;
}
