namespace Castor.Inference.Tokenization;

/// <summary>What a piece of a vocabulary is for. The numbers are those of <c>tokenizer.ggml.token_type</c>.</summary>
public enum TokenKind
{
    /// <summary>A piece of text; '▁' in it stands for a space.</summary>
    Normal = 1,

    /// <summary>What text becomes that no piece and no byte can tell.</summary>
    Unknown = 2,

    /// <summary>A mark of the template, as the start of a turn. Plain text never becomes one, and it adds nothing to a text.</summary>
    Control = 3,

    /// <summary>A piece that is split out of the text before anything else, as a run of newlines.</summary>
    UserDefined = 4,

    /// <summary>A place kept free. Text never becomes one.</summary>
    Unused = 5,

    /// <summary>One byte, spelt <c>&lt;0xNN&gt;</c>, for text that no piece covers.</summary>
    Byte = 6,
}
