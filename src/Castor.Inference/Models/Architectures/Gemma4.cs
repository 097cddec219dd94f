using Castor.Inference.Gguf;

namespace Castor.Inference.Models.Architectures;

/// <summary>
/// Gemma 4's text models: layers with and without a window differ in their heads, the last layers use the keys and values of earlier ones, values are
/// normalised, the smaller sizes give each layer an embedding of the token of its own, and 26B-A4B has experts beside its feed-forward blocks.
/// </summary>
internal static class Gemma4
{
    /// <summary>Reads the numbers under <c>gemma4.*</c>.</summary>
    /// <exception cref="GgufException">A number is missing or makes no sense.</exception>
    public static ModelConfig Read(GgufFile file)
    {
        ConfigReader reader = new(file, "gemma4");
        int embedding = reader.Positive("embedding_length");
        int layerCount = reader.Positive("block_count");
        int window = reader.Positive("attention.sliding_window");
        int globalDim = reader.Positive("attention.key_length");
        int localDim = reader.Positive("attention.key_length_swa");
        reader.RequireEqual("attention.value_length", globalDim);
        reader.RequireEqual("attention.value_length_swa", localDim);
        bool[] isLocal = reader.LocalLayers(layerCount, defaultPattern: 0);
        int[] heads = reader.PositiveEach("attention.head_count", layerCount);
        int[] kvHeads = reader.PositiveEach("attention.head_count_kv", layerCount);
        int[] feedForward = reader.PositiveEach("feed_forward_length", layerCount);
        bool[] hasExperts = reader.LayersWithExperts(layerCount);
        RopeConfig global = new(reader.Single("rope.freq_base", 1_000_000), 1, globalDim, reader.RopeFactors(globalDim / 2));
        RopeConfig local = new(reader.Single("rope.freq_base_swa", 10_000), 1, localDim);
        int ownKv = reader.LayersWithOwnKv(layerCount);
        LayerConfig[] layers = new LayerConfig[layerCount];
        for (int i = 0; i < layerCount; i++)
        {
            layers[i] = new LayerConfig
            {
                Window = isLocal[i] ? window : 0,
                HeadCount = heads[i],
                KvHeadCount = kvHeads[i],
                HeadDim = isLocal[i] ? localDim : globalDim,
                FeedForwardLength = feedForward[i],
                HasExperts = hasExperts[i],
                QueryScale = 1,
                Rope = isLocal[i] ? local : global,
                NormalizesValues = true,
                KvSource = reader.KvSource(i, ownKv, isLocal),
            };
        }

        return reader.Check(new ModelConfig
        {
            Architecture = "gemma4",
            ContextLength = reader.Positive("context_length"),
            EmbeddingLength = embedding,
            VocabularySize = reader.VocabularySize(embedding),
            RmsEpsilon = reader.Single("attention.layer_norm_rms_epsilon", 1e-6f),
            FinalSoftCap = reader.Single("final_logit_softcapping", 0),
            PerLayerEmbeddingLength = reader.OptionalWidth("embedding_length_per_layer_input"),
            Experts = reader.Experts(hasExperts.Contains(true)),
            Layers = layers,
        });
    }
}
