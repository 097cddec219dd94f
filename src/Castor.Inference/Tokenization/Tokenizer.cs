using Castor.Inference.Gguf;

namespace Castor.Inference.Tokenization;

/// <summary>Makes the tokenizer that a file asks for.</summary>
public static class Tokenizer
{
    internal const string SentencePiece = "llama";
    internal const string Gemma4 = "gemma4";

    /// <summary>The tokenizer of a file, by its <c>tokenizer.ggml.model</c>.</summary>
    /// <exception cref="GgufException">The file has none, one that is not known, or one that cannot be right.</exception>
    public static ITokenizer Create(GgufMetadata metadata) => metadata.GetString(VocabularyKeys.Model) switch
    {
        SentencePiece => new SentencePieceTokenizer(Vocabulary.Read(metadata)),
        Gemma4 => new Gemma4Tokenizer(Vocabulary.Read(metadata), PieceList.Read(metadata, VocabularyKeys.Merges)),
        string other => throw new GgufException($"{VocabularyKeys.Model} is '{other}'; known are '{SentencePiece}' and '{Gemma4}'."),
    };

    /// <exception cref="GgufException">Some text could become nothing at all.</exception>
    internal static void CheckComplete(Vocabulary vocabulary)
    {
        for (int i = 0; i < 256 && vocabulary.Unknown is null; i++)
        {
            if (vocabulary.ByteToken((byte)i) < 0)
            {
                throw new GgufException($"{VocabularyKeys.Tokens} has no <0x{i:X2}>, and {VocabularyKeys.Unknown} is missing.");
            }
        }
    }
}
