using Castor.Inference.Gguf;

namespace Castor.Inference.Models.Architectures;

/// <summary>EmbeddingGemma (arXiv:2509.20354): Gemma 3's layers, attending both ways, averaged over the tokens and passed through two dense layers.</summary>
internal static class GemmaEmbedding
{
    private const int DefaultPattern = 6;

    /// <summary>Reads the numbers under <c>gemma-embedding.*</c>.</summary>
    /// <exception cref="GgufException">A number is missing or makes no sense.</exception>
    public static ModelConfig Read(GgufFile file)
    {
        ConfigReader reader = new(file, "gemma-embedding");
        int embedding = reader.Positive("embedding_length");
        int layerCount = reader.Positive("block_count");
        int headDim = reader.Positive("attention.key_length");
        int window = reader.Positive("attention.sliding_window");
        bool[] isLocal = reader.LocalLayers(layerCount, DefaultPattern);
        RopeConfig global = new(reader.Single("rope.freq_base", 1_000_000), reader.LinearRopeScale(), headDim);
        RopeConfig local = new(reader.Single("rope.freq_base_swa", 10_000), 1, headDim);
        reader.RequireEqual("attention.value_length", headDim);
        return reader.Check(new ModelConfig
        {
            Architecture = "gemma-embedding",
            ContextLength = reader.Positive("context_length"),
            EmbeddingLength = embedding,
            VocabularySize = reader.VocabularySize(embedding),
            RmsEpsilon = reader.Single("attention.layer_norm_rms_epsilon", 1e-6f),
            IsCausal = false,
            Layers = [.. isLocal.Take(layerCount).Select((hasWindow, i) => new LayerConfig
            {
                Window = hasWindow ? window : 0,
                HeadCount = reader.Positive("attention.head_count"),
                KvHeadCount = reader.Positive("attention.head_count_kv"),
                HeadDim = headDim,
                FeedForwardLength = reader.Positive("feed_forward_length"),
                QueryScale = 1f / MathF.Sqrt(headDim),
                Rope = hasWindow ? local : global,
                KvSource = i,
            })],
        });
    }
}
