using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Tests.Models;

/// <summary>A file of a known architecture with small numbers and random weights, deleted when disposed of.</summary>
internal sealed class TinyModel : IDisposable
{
    public const int Vocabulary = 96;
    public const int Width = 256;
    public const int Window = 24;
    public const int ExpertCount = 16;
    public const int ExpertUsedCount = 5;
    public const int ExpertFeedForward = 64;

    private readonly GgufWriter _writer = new();
    private readonly SeededNumbers _numbers;
    private readonly string _architecture;
    private readonly TensorType _type;

    private TinyModel(string architecture, TensorType type, ulong seed)
    {
        _architecture = architecture;
        _type = type;
        _numbers = new SeededNumbers(seed);
        Path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"castor-{Guid.NewGuid():N}.gguf");
    }

    public string Path { get; }

    public static TinyModel Gemma3(TensorType type, ulong seed = 1, int window = Window)
    {
        TinyModel model = new("gemma3", type, seed);
        model.Common(layers: 4, heads: 4, kvHeads: 2, headDim: 64, feedForward: 512);
        model._writer.SetNumber("gemma3.attention.sliding_window", (uint)window);
        model._writer.SetNumber("gemma3.attention.sliding_window_pattern", 3u);
        model._writer.SetNumber("gemma3.rope.freq_base", 1_000_000f);
        model._writer.SetString("gemma3.rope.scaling.type", "linear");
        model._writer.SetNumber("gemma3.rope.scaling.factor", 8f);
        for (int i = 0; i < 4; i++)
        {
            model.Layer(i, heads: 4, kvHeads: 2, headDim: 64, feedForward: 512, ownsKv: true, hasValues: true);
        }

        return model.Write();
    }

    public static TinyModel Embedding(TensorType type, ulong seed = 1)
    {
        TinyModel model = new("gemma-embedding", type, seed);
        model.Common(layers: 4, heads: 4, kvHeads: 1, headDim: 64, feedForward: 512);
        model._writer.SetNumber("gemma-embedding.attention.sliding_window_pattern", 2u);
        for (int i = 0; i < 4; i++)
        {
            model.Layer(i, heads: 4, kvHeads: 1, headDim: 64, feedForward: 512, ownsKv: true, hasValues: true);
        }

        model.Matrix("dense_2.weight", Width, 512);
        model.Matrix("dense_3.weight", 512, Width);
        return model.Write();
    }

    /// <summary>Eight layers, the last four of which share the keys and values of earlier ones; global heads are longer and have no values of their own.</summary>
    public static TinyModel Gemma4(TensorType type, bool perLayerEmbeddings, ulong seed = 1)
    {
        TinyModel model = new("gemma4", type, seed);
        bool[] isLocal = [true, false, true, false, true, true, false, false];
        int[] feedForward = [512, 512, 512, 512, 768, 768, 768, 768];
        model.Common(layers: 8, heads: 4, kvHeads: 0, headDim: 128, feedForward: 0);
        model._writer.SetNumbers<int>("gemma4.attention.head_count_kv", [2, 1, 2, 1, 2, 2, 1, 1]);
        model._writer.SetNumbers<int>("gemma4.feed_forward_length", feedForward);
        model._writer.SetBooleans("gemma4.attention.sliding_window_pattern", isLocal);
        model._writer.SetNumber("gemma4.attention.key_length_swa", 64u);
        model._writer.SetNumber("gemma4.attention.value_length_swa", 64u);
        model._writer.SetNumber("gemma4.attention.shared_kv_layers", 4u);
        model._writer.SetNumber("gemma4.final_logit_softcapping", 3f);
        model._writer.SetNumber("gemma4.embedding_length_per_layer_input", perLayerEmbeddings ? 64u : 0u);
        for (int i = 0; i < 8; i++)
        {
            int headDim = isLocal[i] ? 64 : 128;
            model.Layer(i, heads: 4, kvHeads: isLocal[i] ? 2 : 1, headDim, feedForward[i], ownsKv: i < 4, hasValues: isLocal[i]);
            model.Norm($"blk.{i}.layer_output_scale.weight", 1);
            if (perLayerEmbeddings)
            {
                model.PerLayer($"blk.{i}.", 64);
            }
        }

        if (perLayerEmbeddings)
        {
            model.PerLayerTable(8, 64);
        }

        model.RopeFactors();
        return model.Write();
    }

    /// <summary>
    /// Eight layers, the last three of which share the keys and values of earlier ones, though they have some; three of the first five let only the largest gates count.
    /// Three streams, where published models have four.
    /// </summary>
    public static TinyModel Gemma3n(TensorType type, ulong seed = 1, int window = Window)
    {
        const int PerLayer = 64;
        const int Rank = 32;
        const int Streams = 3;
        TinyModel model = new("gemma3n", type, seed);
        bool[] isLocal = [true, false, true, true, false, true, false, true];
        int layers = isLocal.Length;
        model.Common(layers, heads: 4, kvHeads: 2, headDim: 64, feedForward: 512);
        model._writer.SetNumber("gemma3n.attention.sliding_window", (uint)window);
        model._writer.SetBooleans("gemma3n.attention.sliding_window_pattern", isLocal);
        model._writer.SetNumber("gemma3n.attention.shared_kv_layers", 3u);
        model._writer.SetNumber("gemma3n.altup.active_idx", 0u);
        model._writer.SetNumber("gemma3n.altup.num_inputs", (uint)Streams);
        model._writer.SetNumber("gemma3n.embedding_length_per_layer_input", (uint)PerLayer);
        model._writer.SetNumber("gemma3n.final_logit_softcapping", 3f);
        float none = float.NegativeInfinity;
        model._writer.SetNumbers<float>("gemma3n.activation_sparsity_scale", [1.6448534f, 1.6448534f, none, 0.25f, none, none, none, none]);
        for (int i = 0; i < layers; i++)
        {
            model.Layer(i, heads: 4, kvHeads: 2, headDim: 64, feedForward: 512, ownsKv: true, hasValues: true);
            model.PerLayer($"blk.{i}.", PerLayer);
            model.Streams($"blk.{i}.", Streams, Rank);
        }

        model.PerLayerTable(layers, PerLayer);
        model.Matrix("altup_proj.weight", Width, Width, TensorType.F16, count: Streams - 1);
        model.Matrix("altup_unembd_proj.weight", Width, Width, TensorType.F16, count: Streams - 1);
        return model.Write();
    }

    /// <summary>Four layers, all but the second with experts, whose inner rows are no whole super-blocks. Where gate and up are apart, experts have no factors.</summary>
    public static TinyModel Experts(TensorType type, ulong seed = 1, bool isFused = true, int window = Window)
    {
        TinyModel model = new("gemma4", type, seed);
        bool[] isLocal = [true, true, false, true];
        model.Common(layers: 4, heads: 4, kvHeads: 0, headDim: 128, feedForward: 320);
        model._writer.SetNumber("gemma4.attention.sliding_window", (uint)window);
        model._writer.SetNumbers<int>("gemma4.attention.head_count_kv", [.. isLocal.Select(local => local ? 2 : 1)]);
        model._writer.SetBooleans("gemma4.attention.sliding_window_pattern", isLocal);
        model._writer.SetNumber("gemma4.attention.key_length_swa", 64u);
        model._writer.SetNumber("gemma4.attention.value_length_swa", 64u);
        model._writer.SetNumber("gemma4.final_logit_softcapping", 3f);
        model._writer.SetNumber("gemma4.expert_count", (uint)ExpertCount);
        model._writer.SetNumber("gemma4.expert_used_count", (uint)ExpertUsedCount);
        model._writer.SetNumber("gemma4.expert_feed_forward_length", (uint)ExpertFeedForward);
        for (int i = 0; i < isLocal.Length; i++)
        {
            model.Layer(i, heads: 4, kvHeads: isLocal[i] ? 2 : 1, isLocal[i] ? 64 : 128, feedForward: 320, ownsKv: true, hasValues: isLocal[i]);
            if (i != 1)
            {
                model.ExpertLayer($"blk.{i}.", isFused);
            }
        }

        model.RopeFactors();
        return model.Write();
    }

    public void Dispose() => File.Delete(Path);

    private TinyModel Write()
    {
        Matrix("token_embd.weight", Width, Vocabulary);
        Norm("output_norm.weight", Width);
        _writer.Write(Path);
        return this;
    }

    private void Common(int layers, int heads, int kvHeads, int headDim, int feedForward)
    {
        _writer.SetString("general.architecture", _architecture);
        void Number(string key, int value)
        {
            if (value > 0)
            {
                _writer.SetNumber($"{_architecture}.{key}", (uint)value);
            }
        }

        Number("context_length", 4096);
        Number("embedding_length", Width);
        Number("block_count", layers);
        Number("feed_forward_length", feedForward);
        Number("attention.head_count", heads);
        Number("attention.head_count_kv", kvHeads);
        Number("attention.key_length", headDim);
        Number("attention.value_length", headDim);
        Number("attention.sliding_window", Window);
        _writer.SetNumber($"{_architecture}.attention.layer_norm_rms_epsilon", 1e-6f);
    }

    private void Layer(int index, int heads, int kvHeads, int headDim, int feedForward, bool ownsKv, bool hasValues)
    {
        string prefix = $"blk.{index}.";
        foreach (string norm in (string[])["attn_norm", "post_attention_norm", "ffn_norm", "post_ffw_norm"])
        {
            Norm($"{prefix}{norm}.weight", Width);
        }

        // Scores of a softmax that random weights leave neither flat nor sharp: Gemma 3n and 4 do not divide them by the root of the length.
        float scale = _architecture is "gemma4" or "gemma3n" ? MathF.Pow(headDim, -0.25f) : 1;
        Norm(prefix + "attn_q_norm.weight", headDim, scale);
        Matrix(prefix + "attn_q.weight", Width, heads * headDim);
        if (ownsKv)
        {
            Norm(prefix + "attn_k_norm.weight", headDim, scale);
            Matrix(prefix + "attn_k.weight", Width, kvHeads * headDim);
            if (hasValues)
            {
                Matrix(prefix + "attn_v.weight", Width, kvHeads * headDim);
            }
        }

        Matrix(prefix + "attn_output.weight", heads * headDim, Width);
        Matrix(prefix + "ffn_gate.weight", Width, feedForward);
        Matrix(prefix + "ffn_up.weight", Width, feedForward);
        Matrix(prefix + "ffn_down.weight", feedForward, Width);
    }

    private void PerLayer(string prefix, int length)
    {
        Matrix(prefix + "inp_gate.weight", Width, length);
        Matrix(prefix + "proj.weight", length, Width, TensorType.F16);
        Norm(prefix + "post_norm.weight", Width);
    }

    private void PerLayerTable(int layers, int length)
    {
        Matrix("per_layer_token_embd.weight", length * layers, Vocabulary);
        Matrix("per_layer_model_proj.weight", Width, length * layers, TensorType.BF16);
        Norm("per_layer_proj_norm.weight", length);
    }

    // The graph divides what the router multiplies by the width.
    private void Streams(string prefix, int count, int rank)
    {
        Norm(prefix + "altup_router_norm.weight", Width);
        Norm(prefix + "altup_correct_scale.weight", Width);
        Norm(prefix + "laurel_post_norm.weight", Width);
        Matrix(prefix + "altup_router.weight", Width, count, TensorType.F16, spread: MathF.Sqrt(Width));
        Matrix(prefix + "altup_predict_coef.weight", count, count * count, TensorType.F32, spread: 0.2f);
        Matrix(prefix + "altup_correct_coef.weight", count, count, TensorType.F32, spread: 0.3f);
        Matrix(prefix + "laurel_l.weight", Width, rank, TensorType.F16);
        Matrix(prefix + "laurel_r.weight", rank, Width, TensorType.F16);
    }

    // Routers that leave experts neither equal nor alone.
    private void ExpertLayer(string prefix, bool isFused)
    {
        foreach (string norm in (string[])["pre_ffw_norm_2.weight", "post_ffw_norm_1.weight", "post_ffw_norm_2.weight", "ffn_gate_inp.scale"])
        {
            Norm(prefix + norm, Width);
        }

        Matrix(prefix + "ffn_gate_inp.weight", Width, ExpertCount, TensorType.F32, spread: 2.5f);
        if (isFused)
        {
            Matrix(prefix + "ffn_gate_up_exps.weight", Width, 2 * ExpertFeedForward, count: ExpertCount);
        }
        else
        {
            Matrix(prefix + "ffn_gate_exps.weight", Width, ExpertFeedForward, count: ExpertCount);
            Matrix(prefix + "ffn_up_exps.weight", Width, ExpertFeedForward, count: ExpertCount);
        }

        Matrix(prefix + "ffn_down_exps.weight", ExpertFeedForward, Width, count: ExpertCount);
        if (isFused)
        {
            Norm(prefix + "ffn_down_exps.scale", ExpertCount);
        }
    }

    // A quarter of a global head is turned.
    private void RopeFactors()
    {
        float[] factors = new float[64];
        Array.Fill(factors, 1f, 0, 16);
        Array.Fill(factors, 1e30f, 16, 48);
        _writer.Add("rope_freqs.weight", TensorType.F32, [64], factors);
    }

    private void Norm(string name, int length, float scale = 1)
    {
        float[] values = new float[length];
        for (int i = 0; i < length; i++)
        {
            values[i] = scale * (1 + 0.2f * _numbers.Normal());
        }

        _writer.Add(name, TensorType.F32, [length], values);
    }

    private void Matrix(string name, int columns, int rows, TensorType? type = null, int count = 1, float? spread = null)
    {
        TensorType stored = type ?? (columns % BlockFormat.Of(_type).BlockSize == 0 ? _type : TensorType.Q8_0);
        float[] values = new float[columns * rows * count];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = _numbers.Normal() * (spread ?? 1 / MathF.Sqrt(columns));
        }

        _writer.Add(name, stored, count > 1 ? [columns, rows, count] : [columns, rows], values);
    }
}
