using Castor.Inference.Gguf;

namespace Castor.Inference.Models.Architectures;

/// <summary>
/// Gemma 3n's text models: four layers with a sliding window, then one that sees everything; several residual streams (AltUp), a low-rank branch beside attention (LAuReL), an
/// embedding of the token for each layer, gates of which the first layers let only the largest count, and last layers that use the keys and values of earlier ones.
/// </summary>
internal static class Gemma3n
{
    private const int DefaultPattern = 5;
    private const int DefaultStreams = 4;
    private const int MaxStreams = 8;
    private const int DefaultOwnKvLayers = 20;
    private const int DefaultSparseLayers = 10;
    private const float DefaultSoftCap = 30;

    // 95 of 100 normal numbers lie below it.
    private const float DefaultGateCut = 1.6448533535003662f;

    /// <summary>Reads the numbers under <c>gemma3n.*</c>.</summary>
    /// <exception cref="GgufException">A number is missing or makes no sense.</exception>
    public static ModelConfig Read(GgufFile file)
    {
        ConfigReader reader = new(file, "gemma3n");
        int embedding = reader.Positive("embedding_length");
        int layerCount = reader.Positive("block_count");
        int headDim = reader.Positive("attention.key_length");
        int window = reader.Positive("attention.sliding_window");
        reader.RequireEqual("attention.value_length", headDim);
        reader.RequireEqual("altup.active_idx", 0);
        bool[] isLocal = reader.LocalLayers(layerCount, DefaultPattern);
        int[] feedForward = reader.PositiveEach("feed_forward_length", layerCount);
        float?[] gateCuts = reader.GateCuts(layerCount, DefaultSparseLayers, DefaultGateCut);
        RopeConfig global = new(reader.Single("rope.freq_base", 1_000_000), reader.LinearRopeScale(), headDim);
        RopeConfig local = new(reader.Single("rope.freq_base_swa", 10_000), 1, headDim);
        int ownKv = reader.LayersWithOwnKv(layerCount, sharedWhereMissing: Math.Max(0, layerCount - DefaultOwnKvLayers));
        LayerConfig[] layers = new LayerConfig[layerCount];
        for (int i = 0; i < layerCount; i++)
        {
            layers[i] = new LayerConfig
            {
                Window = isLocal[i] ? window : 0,
                HeadCount = reader.Positive("attention.head_count"),
                KvHeadCount = reader.Positive("attention.head_count_kv"),
                HeadDim = headDim,
                FeedForwardLength = feedForward[i],
                GateCut = gateCuts[i],
                QueryScale = 1,
                Rope = isLocal[i] ? local : global,
                NormalizesValues = true,
                KvSource = reader.KvSource(i, ownKv, isLocal),
            };
        }

        return reader.Check(new ModelConfig
        {
            Architecture = "gemma3n",
            ContextLength = reader.Positive("context_length"),
            EmbeddingLength = embedding,
            VocabularySize = reader.VocabularySize(embedding),
            RmsEpsilon = reader.Single("attention.layer_norm_rms_epsilon", 1e-6f),
            FinalSoftCap = reader.Single("final_logit_softcapping", DefaultSoftCap),
            PerLayerEmbeddingLength = reader.Width("embedding_length_per_layer_input"),
            AltUpStreamCount = reader.Between("altup.num_inputs", 2, MaxStreams, DefaultStreams),
            LaurelRank = reader.LaurelRank(embedding),
            Layers = layers,
        });
    }
}
