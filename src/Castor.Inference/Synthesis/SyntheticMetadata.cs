using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Synthesis;

/// <summary>The keys of a shape, as llama.cpp's converter writes them.</summary>
internal static class SyntheticMetadata
{
    private const float GlobalRopeBase = 1_000_000;
    private const float LocalRopeBase = 10_000;
    private const float RmsEpsilon = 1e-6f;
    private const float SoftCap = 30;
    private const uint MeanPooling = 1;
    private const uint QuantizationVersion = 2;
    private const int DefaultPattern = 6;

    // 95 of 100 normal numbers lie below it.
    private const float GateCut = 1.6448533535003662f;

    public static string ArchitectureOf(ModelFamily family) => family switch
    {
        ModelFamily.Gemma3 => "gemma3",
        ModelFamily.Gemma3n => "gemma3n",
        ModelFamily.Gemma4 => "gemma4",
        _ => "gemma-embedding",
    };

    public static void Write(ModelShape shape, QuantizationRecipe recipe, ulong seed, GgufWriter writer)
    {
        string architecture = ArchitectureOf(shape.Family);
        writer.SetString("general.architecture", architecture);
        writer.SetString("general.type", "model");
        writer.SetString("general.name", $"{shape.Name} (random weights)");
        writer.SetString("general.description", $"Random weights of seed {seed} in the shape of {shape.Name}, for benchmarks and tests: it says nothing.");
        writer.SetNumber("general.file_type", recipe.FileType);
        writer.SetNumber("general.quantization_version", QuantizationVersion);
        string prefix = architecture + ".";
        SetNumber(writer, prefix + "context_length", shape.ContextLength);
        SetNumber(writer, prefix + "embedding_length", shape.EmbeddingLength);
        SetNumber(writer, prefix + "block_count", shape.LayerCount);
        SetNumber(writer, prefix + "attention.head_count", shape.HeadCount);
        writer.SetNumber(prefix + "attention.layer_norm_rms_epsilon", RmsEpsilon);
        SetNumber(writer, prefix + "attention.sliding_window", shape.SlidingWindow);
        writer.SetNumber(prefix + "rope.freq_base", GlobalRopeBase);
        switch (shape.Family)
        {
            case ModelFamily.Gemma3n:
                WriteGemma3n(shape, prefix, writer);
                break;
            case ModelFamily.Gemma4:
                WriteGemma4(shape, prefix, writer);
                break;
            default:
                WriteGemma3(shape, prefix, writer);
                break;
        }
    }

    private static void WriteGemma3(ModelShape shape, string prefix, GgufWriter writer)
    {
        SetNumber(writer, prefix + "feed_forward_length", shape.FeedForwardLength);
        SetNumber(writer, prefix + "attention.head_count_kv", shape.KvHeadCount);
        SetNumber(writer, prefix + "attention.key_length", shape.HeadLength);
        SetNumber(writer, prefix + "attention.value_length", shape.HeadLength);
        if (shape.RopeScale != 1)
        {
            writer.SetString(prefix + "rope.scaling.type", "linear");
            writer.SetNumber(prefix + "rope.scaling.factor", shape.RopeScale);
        }

        if (shape.SlidingWindowPattern != DefaultPattern)
        {
            SetNumber(writer, prefix + "attention.sliding_window_pattern", shape.SlidingWindowPattern);
        }

        if (shape.Family == ModelFamily.GemmaEmbedding)
        {
            writer.SetNumber(prefix + "pooling_type", MeanPooling);
        }

        if (shape.DenseLength > 0)
        {
            SetNumber(writer, prefix + "dense_2_feat_in", shape.EmbeddingLength);
            SetNumber(writer, prefix + "dense_2_feat_out", shape.DenseLength);
            SetNumber(writer, prefix + "dense_3_feat_in", shape.DenseLength);
            SetNumber(writer, prefix + "dense_3_feat_out", shape.EmbeddingLength);
        }
    }

    private static void WriteGemma3n(ModelShape shape, string prefix, GgufWriter writer)
    {
        SetNumber(writer, prefix + "feed_forward_length", shape.FeedForwardLength);
        SetNumber(writer, prefix + "attention.head_count_kv", shape.KvHeadCount);
        SetNumber(writer, prefix + "attention.key_length", shape.HeadLength);
        SetNumber(writer, prefix + "attention.value_length", shape.HeadLength);
        SetNumber(writer, prefix + "attention.shared_kv_layers", shape.SharedKvLayerCount);
        SetWindows(shape, prefix, writer);
        SetNumber(writer, prefix + "embedding_length_per_layer_input", shape.PerLayerEmbeddingLength);
        SetNumber(writer, prefix + "altup.active_idx", 0);
        SetNumber(writer, prefix + "altup.num_inputs", shape.AltUpStreamCount);
        float[] cuts = [.. Enumerable.Range(0, shape.LayerCount).Select(i => i < shape.SparseLayerCount ? GateCut : float.NegativeInfinity)];
        writer.SetNumbers<float>(prefix + "activation_sparsity_scale", cuts);
        writer.SetNumber(prefix + "final_logit_softcapping", SoftCap);
    }

    private static void WriteGemma4(ModelShape shape, string prefix, GgufWriter writer)
    {
        int globalHead = shape.HeadLengthOf(shape.SlidingWindowPattern - 1);
        SetPerLayer(writer, prefix + "feed_forward_length", shape, shape.FeedForwardLengthOf);
        SetPerLayer(writer, prefix + "attention.head_count_kv", shape, shape.KvHeadCountOf);
        SetNumber(writer, prefix + "attention.key_length", globalHead);
        SetNumber(writer, prefix + "attention.value_length", globalHead);
        SetNumber(writer, prefix + "attention.key_length_swa", shape.HeadLength);
        SetNumber(writer, prefix + "attention.value_length_swa", shape.HeadLength);
        SetNumber(writer, prefix + "attention.shared_kv_layers", shape.SharedKvLayerCount);
        SetWindows(shape, prefix, writer);
        SetNumber(writer, prefix + "embedding_length_per_layer_input", shape.PerLayerEmbeddingLength);
        SetNumber(writer, prefix + "rope.dimension_count", globalHead);
        SetNumber(writer, prefix + "rope.dimension_count_swa", shape.HeadLength);
        writer.SetNumber(prefix + "rope.freq_base_swa", LocalRopeBase);
        writer.SetNumber(prefix + "final_logit_softcapping", SoftCap);
        if (shape.ExpertCount > 0)
        {
            SetNumber(writer, prefix + "expert_count", shape.ExpertCount);
            SetNumber(writer, prefix + "expert_used_count", shape.ExpertUsedCount);
            SetNumber(writer, prefix + "expert_feed_forward_length", shape.ExpertFeedForwardLength);
        }
    }

    private static void SetWindows(ModelShape shape, string prefix, GgufWriter writer) =>
        writer.SetBooleans(prefix + "attention.sliding_window_pattern", [.. Enumerable.Range(0, shape.LayerCount).Select(shape.IsLocal)]);

    private static void SetNumber(GgufWriter writer, string key, int value) => writer.SetNumber(key, (uint)value);

    /// <summary>One number where all layers have the same, else one for each.</summary>
    private static void SetPerLayer(GgufWriter writer, string key, ModelShape shape, Func<int, int> valueOf)
    {
        int[] values = [.. Enumerable.Range(0, shape.LayerCount).Select(valueOf)];
        if (values.Distinct().Count() == 1)
        {
            SetNumber(writer, key, values[0]);
        }
        else
        {
            writer.SetNumbers<int>(key, values);
        }
    }
}
