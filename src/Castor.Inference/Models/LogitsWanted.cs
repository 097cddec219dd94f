namespace Castor.Inference.Models;

/// <summary>For which tokens of a span the logits of the next token are computed.</summary>
public enum LogitsWanted
{
    /// <summary>None: the middle of a prompt.</summary>
    None,

    /// <summary>The last one: the end of a prompt, or a token just generated.</summary>
    Last,

    /// <summary>Every one.</summary>
    All,
}
