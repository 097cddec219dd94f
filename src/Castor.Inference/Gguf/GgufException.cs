namespace Castor.Inference.Gguf;

/// <summary>
/// A GGUF file that cannot be used: damaged, hostile, of an unknown version or without something that is needed. The message names the file, the field and
/// the byte.
/// </summary>
public sealed class GgufException : IOException
{
    /// <summary>An exception with a general message.</summary>
    public GgufException()
        : base("The GGUF file cannot be used.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public GgufException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and what caused it.</summary>
    public GgufException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
