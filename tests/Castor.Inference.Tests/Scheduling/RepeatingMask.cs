using Castor.Inference.Sampling;

namespace Castor.Inference.Tests.Scheduling;

/// <summary>A mask that is turned by one token with each token that is drawn.</summary>
internal sealed class RepeatingMask(ulong word, int turn = 0) : TokenConstraint
{
    private readonly ulong[] _words = [word, word];

    public override ReadOnlySpan<ulong> Allowed => _words;

    public override void Accept(int token)
    {
        Assert.Equal(1UL, _words[token / 64] >> (token % 64) & 1);
        Array.Fill(_words, System.Numerics.BitOperations.RotateLeft(_words[0], turn));
    }
}
