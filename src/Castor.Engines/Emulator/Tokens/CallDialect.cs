using Castor.Engines.Catalog;

namespace Castor.Engines.Emulator.Tokens;

/// <summary>
/// What declarations, calls and results cost beyond their own texts. Up to Gemini 2.0 only the texts count, and a number
/// is one token; from Gemini 2.5 the service counts the code-like form that the model reads: numbers by digit, and the
/// overheads fitted to the recorded calls.
/// </summary>
internal readonly record struct CallDialect(int Declaration, int Parameter, int Call, int Argument, bool NumbersByDigit, bool Signatures)
{
    private const int SignatureBytesPerToken = 5;

    private static readonly CallDialect s_plain = new(0, 1, 0, 0, false, false);
    private static readonly CallDialect s_rendered = new(21, 13, 9, 2, true, true);

    public static CallDialect Of(ModelEntry model) =>
        model.Traits.Family is "gemini-2.0" or "gemma-3" or "gemma-3n" or "" ? s_plain : s_rendered;

    public int SignatureTokens(ReadOnlyMemory<byte> signature) => Signatures ? signature.Length / SignatureBytesPerToken : 0;
}
