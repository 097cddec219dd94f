using System.Numerics;
using Castor.Inference.Gguf;

namespace Castor.Inference.Tokenization;

/// <summary>
/// Gemma 4's byte-pair encoding (<c>tokenizer.ggml.model</c> is <c>gemma4</c>): neighbours merge in the order of a list of merges, over text with '▁'
/// for spaces; a run of newlines stands alone and is one piece where there is such a piece.
/// </summary>
/// <remarks>The same tokens as llama.cpp's <c>llm_tokenizer_bpe</c> with the pre-tokenizer <c>gemma4</c>.</remarks>
public sealed class Gemma4Tokenizer : ITokenizer
{
    private readonly MergeEncoder<RankRule> _encoder;

    /// <exception cref="GgufException">A merge is not two pieces or makes none, or neither bytes nor an unknown token are there.</exception>
    internal Gemma4Tokenizer(Vocabulary vocabulary, PieceList merges)
    {
        Tokenizer.CheckComplete(vocabulary);
        Vocabulary = vocabulary;
        _encoder = new MergeEncoder<RankRule>(vocabulary, new RankRule(vocabulary, merges), splitsNewlines: true);
    }

    /// <inheritdoc />
    public Vocabulary Vocabulary { get; }

    /// <inheritdoc />
    public void Encode(ReadOnlySpan<char> text, List<int> tokens) => _encoder.Encode(text, tokens);

    private readonly struct RankRule : IMergeRule
    {
        private readonly int[] _merged;
        private readonly Slot[] _slots;

        public RankRule(Vocabulary vocabulary, PieceList merges)
        {
            _merged = new int[merges.Count];
            _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, merges.Count * 2))];
            byte[] place = new byte[vocabulary.LongestPiece];
            for (int i = 0; i < merges.Count; i++)
            {
                ReadOnlySpan<byte> merge = merges[i];
                int space = merge.Length < 3 ? -1 : merge[1..].IndexOf((byte)' ') + 1;
                if (space <= 0 || space == merge.Length - 1)
                {
                    throw new GgufException($"{VocabularyKeys.Merges}: element {i} is not two pieces.");
                }

                int left = vocabulary.Find(merge[..space]);
                int right = vocabulary.Find(merge[(space + 1)..]);
                _merged[i] = left < 0 || right < 0 || merge.Length - 1 > place.Length ? -1 : FindBoth(vocabulary, left, right, place);
                if (_merged[i] < 0)
                {
                    throw new GgufException($"{VocabularyKeys.Merges}: element {i} is of pieces that are not in {VocabularyKeys.Tokens}.");
                }

                if (vocabulary.KindOf(_merged[i]) is TokenKind.Normal or TokenKind.UserDefined)
                {
                    Insert(left, right, i);
                }
            }
        }

        public bool TryMerge(ReadOnlySpan<byte> text, in MergeSymbol left, in MergeSymbol right, out uint rank, out int token)
        {
            ulong pair = Pair(left.Token, right.Token);
            for (uint i = SeededHash.Fold(pair); ; i++)
            {
                ref readonly Slot slot = ref _slots[i & (uint)(_slots.Length - 1)];
                if (slot.Rank == 0)
                {
                    (rank, token) = (0, -1);
                    return false;
                }

                if (slot.Pair == pair)
                {
                    rank = (uint)slot.Rank;
                    token = _merged[slot.Rank - 1];
                    return true;
                }
            }
        }

        private static int FindBoth(Vocabulary vocabulary, int left, int right, byte[] place)
        {
            ReadOnlySpan<byte> first = vocabulary.PieceOf(left);
            ReadOnlySpan<byte> second = vocabulary.PieceOf(right);
            first.CopyTo(place);
            second.CopyTo(place.AsSpan(first.Length));
            return vocabulary.Find(place.AsSpan(0, first.Length + second.Length));
        }

        private static ulong Pair(int left, int right) => ((ulong)(uint)left << 32) | (uint)right;

        private void Insert(int left, int right, int place)
        {
            ulong pair = Pair(left, right);
            for (uint i = SeededHash.Fold(pair); ; i++)
            {
                ref Slot slot = ref _slots[i & (uint)(_slots.Length - 1)];
                if (slot.Rank == 0)
                {
                    slot = new Slot(pair, place + 1);
                    return;
                }

                if (slot.Pair == pair)
                {
                    return;
                }
            }
        }

        private readonly record struct Slot(ulong Pair, int Rank);
    }
}
