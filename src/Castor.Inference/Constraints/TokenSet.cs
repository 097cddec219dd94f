using Castor.Inference.Tokenization;

namespace Castor.Inference.Constraints;

/// <summary>Tokens that a grammar names as such and not by their text: marks of a template, or whatever may come where it does not care.</summary>
public sealed class TokenSet
{
    private readonly ulong[] _bits;

    private TokenSet(ulong[] bits) => _bits = bits;

    /// <summary>The tokens of which something holds.</summary>
    public static TokenSet Of(Vocabulary vocabulary, Func<int, bool> isMember)
    {
        ulong[] bits = new ulong[(vocabulary.Count + 63) / 64];
        for (int token = 0; token < vocabulary.Count; token++)
        {
            bits[token >> 6] |= isMember(token) ? 1UL << (token & 63) : 0;
        }

        return new TokenSet(bits);
    }

    /// <summary>Whether a token is one of them.</summary>
    public bool Contains(int token) => (_bits[token >> 6] >> (token & 63) & 1) != 0;

    internal ReadOnlySpan<ulong> Bits => _bits;
}
