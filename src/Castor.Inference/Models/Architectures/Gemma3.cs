using Castor.Inference.Gguf;

namespace Castor.Inference.Models.Architectures;

/// <summary>Gemma 3's text models (arXiv:2503.19786): five layers with a sliding window, then one that sees everything.</summary>
internal static class Gemma3
{
    private const int DefaultPattern = 6;
    private const float LocalRopeBase = 10_000;

    // The one size whose queries are scaled by the model's width instead of the head's.
    private const int LayersOf27B = 62;

    /// <summary>Reads the numbers under <c>gemma3.*</c>.</summary>
    /// <exception cref="GgufException">A number is missing or makes no sense.</exception>
    public static ModelConfig Read(GgufFile file)
    {
        ConfigReader reader = new(file, "gemma3");
        int embedding = reader.Positive("embedding_length");
        int layerCount = reader.Positive("block_count");
        int heads = reader.Positive("attention.head_count");
        int headDim = reader.Positive("attention.key_length");
        int window = reader.Positive("attention.sliding_window");
        bool[] isLocal = reader.LocalLayers(layerCount, DefaultPattern);
        RopeConfig global = new(reader.Single("rope.freq_base", 1_000_000), reader.LinearRopeScale(), headDim);
        RopeConfig local = new(reader.Single("rope.freq_base_swa", LocalRopeBase), 1, headDim);
        reader.RequireEqual("attention.value_length", headDim);
        LayerConfig[] layers = new LayerConfig[layerCount];
        for (int i = 0; i < layerCount; i++)
        {
            layers[i] = new LayerConfig
            {
                Window = isLocal[i] ? window : 0,
                HeadCount = heads,
                KvHeadCount = reader.Positive("attention.head_count_kv"),
                HeadDim = headDim,
                FeedForwardLength = reader.Positive("feed_forward_length"),
                QueryScale = 1f / MathF.Sqrt(layerCount == LayersOf27B ? (float)embedding / heads : headDim),
                Rope = isLocal[i] ? local : global,
                KvSource = i,
            };
        }

        return reader.Check(new ModelConfig
        {
            Architecture = "gemma3",
            ContextLength = reader.Positive("context_length"),
            EmbeddingLength = embedding,
            VocabularySize = reader.VocabularySize(embedding),
            RmsEpsilon = reader.Single("attention.layer_norm_rms_epsilon", 1e-6f),
            FinalSoftCap = reader.Single("final_logit_softcapping", 0),
            Layers = layers,
        });
    }
}
