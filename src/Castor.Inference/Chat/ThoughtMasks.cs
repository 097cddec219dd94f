using System.Collections.Frozen;
using Castor.Inference.Tokenization;

namespace Castor.Inference.Chat;

/// <summary>What may come within, at the end of and beside thoughts, as masks over a vocabulary.</summary>
internal sealed class ThoughtMasks
{
    private const int WordBits = 64;

    private readonly ulong[] _within;
    private readonly ulong[] _end;
    private readonly ulong[] _beside;

    /// <param name="vocabulary">The pieces.</param>
    /// <param name="marks">The ids of the marks.</param>
    public ThoughtMasks(Vocabulary vocabulary, FrozenDictionary<string, int> marks)
    {
        Start = marks[ChatMarks.Channel];
        End = marks[ChatMarks.ChannelEnd];
        _within = new ulong[(vocabulary.Count + WordBits - 1) / WordBits];
        _end = new ulong[_within.Length];
        _beside = new ulong[_within.Length];
        _beside.AsSpan().Fill(ulong.MaxValue);
        for (int token = 0; token < vocabulary.Count; token++)
        {
            if (vocabulary.KindOf(token) is TokenKind.Normal or TokenKind.UserDefined or TokenKind.Byte && !vocabulary.IsEndOfGeneration(token))
            {
                Set(_within, token);
            }
        }

        Set(_within, End);
        Set(_end, End);
        _beside[Start / WordBits] &= ~(1UL << (Start % WordBits));
    }

    /// <summary>The mark that starts a thought.</summary>
    public int Start { get; }

    /// <summary>The mark that ends a thought.</summary>
    public int End { get; }

    /// <summary>Text, and the end of the thought: a thought is always closed, and nothing else begins in it.</summary>
    public ReadOnlySpan<ulong> Within => _within;

    /// <summary>The end of the thought alone.</summary>
    public ReadOnlySpan<ulong> OnlyEnd => _end;

    /// <summary>Everything but the start of a thought.</summary>
    public ReadOnlySpan<ulong> Beside => _beside;

    /// <summary>A mask with the start of a thought beside what it allows.</summary>
    public ulong[] WithStart(ReadOnlySpan<ulong> allowed)
    {
        ulong[] mask = new ulong[_within.Length];
        allowed[..Math.Min(allowed.Length, mask.Length)].CopyTo(mask);
        Set(mask, Start);
        return mask;
    }

    private static void Set(ulong[] mask, int token) => mask[token / WordBits] |= 1UL << (token % WordBits);
}
