using Castor.Inference.Gguf;

namespace Castor.Inference.Tokenization;

/// <summary>
/// SentencePiece's byte-pair encoding (<c>tokenizer.ggml.model</c> is <c>llama</c>: Gemma 3, EmbeddingGemma, castor-spark): of all neighbours that
/// make a piece together, those whose piece has the highest score merge first, the leftmost of equals.
/// </summary>
/// <remarks>Kudo and Richardson, "SentencePiece", EMNLP 2018; the same tokens as llama.cpp's <c>llm_tokenizer_spm</c>.</remarks>
public sealed class SentencePieceTokenizer : ITokenizer
{
    private readonly MergeEncoder<ScoreRule> _encoder;

    /// <exception cref="GgufException">There are no scores, one is not a number, or neither bytes nor an unknown token are there.</exception>
    internal SentencePieceTokenizer(Vocabulary vocabulary)
    {
        Tokenizer.CheckComplete(vocabulary);
        Vocabulary = vocabulary;
        _encoder = new MergeEncoder<ScoreRule>(vocabulary, new ScoreRule(vocabulary), splitsNewlines: false);
    }

    /// <inheritdoc />
    public Vocabulary Vocabulary { get; }

    /// <inheritdoc />
    public void Encode(ReadOnlySpan<char> text, List<int> tokens) => _encoder.Encode(text, tokens);

    private readonly struct ScoreRule : IMergeRule
    {
        private readonly Vocabulary _vocabulary;
        private readonly uint[] _ranks;

        public ScoreRule(Vocabulary vocabulary)
        {
            _vocabulary = vocabulary;
            float[] scores = vocabulary.Scores ?? throw new GgufException($"{VocabularyKeys.Scores} is missing.");
            _ranks = new uint[scores.Length];
            for (int i = 0; i < scores.Length; i++)
            {
                _ranks[i] = !float.IsNaN(scores[i])
                    ? RankOf(scores[i])
                    : throw new GgufException($"{VocabularyKeys.Scores}: element {i} is not a number.");
            }
        }

        public bool TryMerge(ReadOnlySpan<byte> text, in MergeSymbol left, in MergeSymbol right, out uint rank, out int token)
        {
            token = _vocabulary.FindText(text.Slice(left.Start, left.Length + right.Length));
            rank = token >= 0 ? _ranks[token] : 0;
            return token >= 0;
        }

        // The bits of a float order as its value does once the sign is turned; adding zero makes the two zeros one.
        private static uint RankOf(float score)
        {
            uint bits = BitConverter.SingleToUInt32Bits(score + 0f);
            return (bits & 0x80000000) == 0 ? ~(bits | 0x80000000) : bits;
        }
    }
}
