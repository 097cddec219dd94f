namespace Castor.Inference.Constraints;

/// <summary>The kinds of steps of a grammar.</summary>
internal enum GrammarNodeKind : byte
{
    /// <summary>The end of a rule, or of the whole.</summary>
    Return,

    /// <summary>A text, then the next step.</summary>
    Text,

    /// <summary>A token of a set, then the next step.</summary>
    Token,

    /// <summary>A rule, then the next step.</summary>
    Call,

    /// <summary>One of several steps.</summary>
    Choice,

    /// <summary>A body so many times, then the next step.</summary>
    Repeat,
}
