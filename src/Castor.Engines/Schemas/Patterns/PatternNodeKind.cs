namespace Castor.Engines.Schemas;

/// <summary>The kinds of nodes of a regular expression.</summary>
internal enum PatternNodeKind
{
    /// <summary>One character of a set.</summary>
    Set,

    /// <summary>All children, one after the other.</summary>
    Sequence,

    /// <summary>One of the children.</summary>
    Alternation,

    /// <summary>The child, again and again.</summary>
    Repeat,

    /// <summary>A place: the start or end of the text, or a word's boundary.</summary>
    Assertion,

    /// <summary>Something that can be matched but not aimed at: lookaround and back references.</summary>
    Opaque,
}
