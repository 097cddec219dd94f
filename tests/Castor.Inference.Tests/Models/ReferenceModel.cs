using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Tests.Models;

/// <summary>
/// Gemma's graph in doubles and plain loops, written from the papers and the files' keys, with no cache, no rounding of activations and nothing shared with the
/// code under test but the file reader.
/// </summary>
internal sealed class ReferenceModel(GgufFile file)
{
    private readonly string _architecture = file.Metadata.GetString("general.architecture");
    private readonly Dictionary<string, float[]> _tensors = [];

    private bool IsGemma4 => _architecture == "gemma4";

    private bool IsGemma3n => _architecture == "gemma3n";

    private bool IsCausal => _architecture != "gemma-embedding";

    /// <summary>The states after the last norm, a row a token.</summary>
    public double[][] States(int[] tokens)
    {
        int width = Number("embedding_length");
        int layers = Number("block_count");
        double[][] x = [.. tokens.Select(t => Row("token_embd.weight", t).Select(v => v * Math.Sqrt(width)).ToArray())];
        double[][][]? own = Number("embedding_length_per_layer_input", 0) > 0 ? PerLayer(tokens, x, layers) : null;
        ReferenceStreams? streams = IsGemma3n ? new ReferenceStreams(this, Number("altup.num_inputs"), x) : null;
        double[][][] keys = new double[layers][][];
        double[][][] values = new double[layers][][];
        for (int layer = 0; layer < layers; layer++)
        {
            string prefix = $"blk.{layer}.";
            x = streams?.Predict(prefix) ?? x;
            double[][] normed = Each(x, row => Norm(row, prefix + "attn_norm.weight"));
            double[][] attention = Attention(layer, normed, keys, values);
            x = Add(x, Each(attention, row => Norm(Multiply(prefix + "attn_output.weight", row), prefix + "post_attention_norm.weight")));
            x = streams?.AddBranch(x, normed, prefix) ?? x;
            x = Add(x, Each(x, row => FeedForward(row, layer)));
            if (own is not null)
            {
                x = streams?.Correct(x, prefix) ?? x;
                double[][] added = [.. x.Select((row, t) => OwnEmbedding(row, own[t][layer], prefix))];
                x = streams?.AddToOthers(added) ?? Add(x, added);
            }

            if (file.Tensors.ContainsKey(prefix + "layer_output_scale.weight"))
            {
                double scale = Tensor(prefix + "layer_output_scale.weight")[0];
                x = Each(x, row => [.. row.Select(v => v * scale)]);
            }
        }

        return Each(streams?.Merge() ?? x, row => Norm(row, "output_norm.weight"));
    }

    /// <summary>The logits of every token.</summary>
    public double[][] Logits(int[] tokens)
    {
        double cap = file.Metadata.GetSingle($"{_architecture}.final_logit_softcapping", 0);
        return Each(States(tokens), row => [.. Multiply("token_embd.weight", row).Select(l => cap > 0 ? cap * Math.Tanh(l / cap) : l)]);
    }

    /// <summary>The embedding of a text, of length 1.</summary>
    public double[] Embedding(int[] tokens)
    {
        double[][] states = States(tokens);
        double[] mean = [.. Enumerable.Range(0, states[0].Length).Select(i => states.Average(s => s[i]))];
        double[] dense = Multiply("dense_3.weight", Multiply("dense_2.weight", mean));
        double length = Math.Sqrt(dense.Sum(v => v * v));
        return [.. dense.Select(v => v / length)];
    }

    public static double[][] Each(double[][] rows, Func<double[], double[]> change) => [.. rows.Select(change)];

    private static double[][] Add(double[][] a, double[][] b) => [.. a.Zip(b, (x, y) => x.Zip(y, (p, q) => p + q).ToArray())];

    private static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += a[i] * b[i];
        }

        return sum;
    }

    private static double Gelu(double v) => 0.5 * v * (1 + Math.Tanh(Math.Sqrt(2 / Math.PI) * (v + 0.044715 * v * v * v)));

    private int Number(string key, int missing = -1) =>
        missing < 0 ? file.Metadata.GetInt32($"{_architecture}.{key}") : file.Metadata.GetInt32($"{_architecture}.{key}", missing);

    private int NumberOf(string key, int layer) =>
        file.Metadata.IsArray($"{_architecture}.{key}") ? file.Metadata.GetInt32s($"{_architecture}.{key}")[layer] : Number(key);

    private bool IsLocal(int layer)
    {
        string key = $"{_architecture}.attention.sliding_window_pattern";
        return file.Metadata.IsArray(key) ? file.Metadata.GetBooleans(key)[layer] : layer % Number("attention.sliding_window_pattern") < Number("attention.sliding_window_pattern") - 1;
    }

    private double[][] Attention(int layer, double[][] x, double[][][] keys, double[][][] values)
    {
        string prefix = $"blk.{layer}.";
        bool isLocal = IsLocal(layer);
        int headDim = IsGemma4 && isLocal ? Number("attention.key_length_swa") : Number("attention.key_length");
        int heads = NumberOf("attention.head_count", layer);
        int kvHeads = NumberOf("attention.head_count_kv", layer);
        int source = layer;
        int firstShared = Number("block_count") - Number("attention.shared_kv_layers", 0);
        if (layer < firstShared)
        {
            double[][] projected = Each(x, row => Multiply(prefix + "attn_k.weight", row));
            double[][] v = file.Tensors.ContainsKey(prefix + "attn_v.weight") ? Each(x, row => Multiply(prefix + "attn_v.weight", row)) : projected;
            keys[layer] = [.. projected.Select((row, p) => Heads(row, headDim, h => Rope(Norm(h, prefix + "attn_k_norm.weight"), p, isLocal)))];
            values[layer] = IsGemma4 || IsGemma3n ? Each(v, row => Heads(row, headDim, h => Norm(h, null))) : v;
        }
        else
        {
            source = Enumerable.Range(0, firstShared).Last(l => IsLocal(l) == isLocal);
        }

        double[][] queries = [.. x.Select((row, p) =>
            Heads(Multiply(prefix + "attn_q.weight", row), headDim, h => Rope(Norm(h, prefix + "attn_q_norm.weight"), p, isLocal)))];
        double scale = IsGemma4 || IsGemma3n ? 1 : 1 / Math.Sqrt(headDim);
        int window = Number("attention.sliding_window");
        return [.. queries.Select((q, p) =>
        {
            double[] result = new double[heads * headDim];
            for (int h = 0; h < heads; h++)
            {
                int kv = h / (heads / kvHeads);
                int[] seen = Enumerable.Range(0, queries.Length).Where(s => IsCausal
                    ? s <= p && (!isLocal || p - s < window)
                    : !isLocal || Math.Abs(p - s) <= window / 2).ToArray();
                double[] scores = [.. seen.Select(s => scale * Dot(q.AsSpan(h * headDim, headDim), keys[source][s].AsSpan(kv * headDim, headDim)))];
                double maximum = scores.Max();
                double[] weights = [.. scores.Select(s => Math.Exp(s - maximum))];
                double sum = weights.Sum();
                for (int i = 0; i < seen.Length; i++)
                {
                    for (int d = 0; d < headDim; d++)
                    {
                        result[h * headDim + d] += weights[i] / sum * values[source][seen[i]][kv * headDim + d];
                    }
                }
            }

            return result;
        })];
    }

    private double[] Rope(double[] head, int position, bool isLocal)
    {
        double theta = isLocal ? 10_000 : file.Metadata.GetSingle($"{_architecture}.rope.freq_base", 1_000_000);
        double scale = isLocal || IsGemma4 ? 1 : 1 / file.Metadata.GetSingle($"{_architecture}.rope.scaling.factor", 1);
        float[]? factors = IsGemma4 && !isLocal ? Tensor("rope_freqs.weight") : null;
        int half = head.Length / 2;
        double[] turned = new double[head.Length];
        for (int i = 0; i < half; i++)
        {
            double angle = position * scale * Math.Pow(theta, -2.0 * i / head.Length) / (factors?[i] ?? 1);
            turned[i] = head[i] * Math.Cos(angle) - head[half + i] * Math.Sin(angle);
            turned[half + i] = head[half + i] * Math.Cos(angle) + head[i] * Math.Sin(angle);
        }

        return turned;
    }

    private double[] FeedForward(double[] x, int layer)
    {
        string prefix = $"blk.{layer}.";
        double[] normed = Norm(x, prefix + "ffn_norm.weight");
        double[] gate = Multiply(prefix + "ffn_gate.weight", normed);
        double[] up = Multiply(prefix + "ffn_up.weight", normed);
        if (IsGemma3n && file.Metadata.GetSingles("gemma3n.activation_sparsity_scale")[layer] is var deviations && double.IsFinite(deviations))
        {
            double mean = gate.Average();
            double cut = mean + deviations * Math.Sqrt(gate.Sum(g => (g - mean) * (g - mean)) / (gate.Length - 1));
            gate = [.. gate.Select(g => Math.Max(0, g - cut))];
        }

        double[] y = Multiply(prefix + "ffn_down.weight", [.. gate.Zip(up, (g, u) => Gelu(g) * u)]);
        if (file.Tensors.ContainsKey(prefix + "ffn_gate_inp.weight"))
        {
            double[] experts = Norm(Experts(x, prefix), prefix + "post_ffw_norm_2.weight");
            y = [.. Norm(y, prefix + "post_ffw_norm_1.weight").Zip(experts, (shared, own) => shared + own)];
        }

        return Norm(y, prefix + "post_ffw_norm.weight");
    }

    private double[] Experts(double[] x, string prefix)
    {
        int inner = Number("expert_feed_forward_length");
        double[] scale = [.. Tensor(prefix + "ffn_gate_inp.scale").Select(v => v / Math.Sqrt(x.Length))];
        double[] logits = Multiply(prefix + "ffn_gate_inp.weight", [.. Norm(x, null).Zip(scale, (v, s) => v * s)]);
        double[] odds = [.. logits.Select(l => Math.Exp(l - logits.Max()))];
        int[] chosen = [.. Enumerable.Range(0, logits.Length).OrderByDescending(e => odds[e]).Take(Number("expert_used_count"))];
        double[] normed = Norm(x, prefix + "pre_ffw_norm_2.weight");
        double[] y = new double[x.Length];
        foreach (int expert in chosen)
        {
            (double[] gate, double[] up) = file.Tensors.ContainsKey(prefix + "ffn_gate_up_exps.weight")
                ? Halves(MultiplyBy(expert, prefix + "ffn_gate_up_exps.weight", normed), inner)
                : (MultiplyBy(expert, prefix + "ffn_gate_exps.weight", normed), MultiplyBy(expert, prefix + "ffn_up_exps.weight", normed));
            double[] down = MultiplyBy(expert, prefix + "ffn_down_exps.weight", [.. gate.Zip(up, (g, u) => Gelu(g) * u)]);
            double factor = file.Tensors.ContainsKey(prefix + "ffn_down_exps.scale") ? Tensor(prefix + "ffn_down_exps.scale")[expert] : 1;
            double weight = odds[expert] / chosen.Sum(e => odds[e]) * factor;
            y = [.. y.Zip(down, (sum, v) => sum + weight * v)];
        }

        return y;
    }

    private static (double[] First, double[] Second) Halves(double[] row, int half) => (row[..half], row[half..]);

    private double[][][] PerLayer(int[] tokens, double[][] embeddings, int layers)
    {
        int length = Number("embedding_length_per_layer_input");
        return [.. tokens.Select((token, t) =>
        {
            double[] stored = [.. Row("per_layer_token_embd.weight", token).Select(v => v * Math.Sqrt(length))];
            double[] projected = [.. Multiply("per_layer_model_proj.weight", embeddings[t]).Select(v => v / Math.Sqrt(embeddings[t].Length))];
            return Enumerable.Range(0, layers).Select(l =>
                Norm(projected[(l * length)..((l + 1) * length)], "per_layer_proj_norm.weight").Select((v, i) => (v + stored[l * length + i]) / Math.Sqrt(2)).ToArray()).ToArray();
        })];
    }

    private double[] OwnEmbedding(double[] x, double[] own, string prefix)
    {
        double[] gate = Multiply(prefix + "inp_gate.weight", x);
        return Norm(Multiply(prefix + "proj.weight", [.. gate.Zip(own, (g, o) => Gelu(g) * o)]), prefix + "post_norm.weight");
    }

    private static double[] Heads(double[] row, int headDim, Func<double[], double[]> change) => [.. row.Chunk(headDim).SelectMany(change)];

    public double[] Norm(double[] x, string? weight)
    {
        double epsilon = file.Metadata.GetSingle($"{_architecture}.attention.layer_norm_rms_epsilon");
        double scale = 1 / Math.Sqrt(x.Sum(v => v * v) / x.Length + epsilon);
        float[]? w = weight is null ? null : Tensor(weight);
        return [.. x.Select((v, i) => v * scale * (w?[i] ?? 1))];
    }

    public double[] MultiplyBy(int expert, string name, double[] x)
    {
        int size = (int)(file.Tensors[name].Shape[0] * file.Tensors[name].Shape[1]);
        return Multiply(Tensor(name).AsSpan(expert * size, size), x);
    }

    public double[] Multiply(string name, double[] x) => Multiply(Tensor(name), x);

    private static double[] Multiply(ReadOnlySpan<float> w, double[] x)
    {
        double[] y = new double[w.Length / x.Length];
        for (int n = 0; n < y.Length; n++)
        {
            double sum = 0;
            for (int k = 0; k < x.Length; k++)
            {
                sum += w[n * x.Length + k] * x[k];
            }

            y[n] = sum;
        }

        return y;
    }

    private double[] Row(string name, int row)
    {
        int columns = (int)file.Tensors[name].Shape[0];
        return [.. Tensor(name).AsSpan(row * columns, columns).ToArray().Select(v => (double)v)];
    }

    private float[] Tensor(string name)
    {
        if (!_tensors.TryGetValue(name, out float[]? values))
        {
            GgufTensor tensor = file.Tensors[name];
            values = new float[tensor.ElementCount];
            int columns = (int)tensor.Shape[0];
            for (int row = 0; row < tensor.RowCount; row++)
            {
                Quantizer.Dequantize(tensor.Type, tensor.Row(row), values.AsSpan(row * columns, columns));
            }

            _tensors[name] = values;
        }

        return values;
    }
}
