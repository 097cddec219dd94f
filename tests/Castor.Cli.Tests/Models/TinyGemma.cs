using Castor.Inference.Gguf;

namespace Castor.Cli.Tests.Models;

/// <summary>Writes small GGUF files of Gemma 3's architecture, with weights of zero.</summary>
internal static class TinyGemma
{
    public const int Layers = 6;
    public const int Width = 64;
    public const int HeadLength = 32;
    public const int Window = 128;
    public const int Vocabulary = 300;
    public const int Context = 4096;
    private const int FeedForward = 96;

    public static GgufWriter Write(string architecture = "gemma3")
    {
        var file = new GgufWriter();
        file.SetString("general.architecture", architecture);
        file.SetString("general.name", "Tiny Gemma");
        file.SetString("general.license", "gemma");
        file.SetNumber("general.file_type", 7u);
        file.SetNumber($"{architecture}.context_length", (uint)Context);
        file.SetNumber($"{architecture}.embedding_length", (uint)Width);
        file.SetNumber($"{architecture}.block_count", (uint)Layers);
        file.SetNumber($"{architecture}.feed_forward_length", (uint)FeedForward);
        file.SetNumber($"{architecture}.attention.head_count", 2u);
        file.SetNumber($"{architecture}.attention.head_count_kv", 1u);
        file.SetNumber($"{architecture}.attention.key_length", (uint)HeadLength);
        file.SetNumber($"{architecture}.attention.value_length", (uint)HeadLength);
        file.SetNumber($"{architecture}.attention.sliding_window", (uint)Window);
        file.SetNumber($"{architecture}.attention.layer_norm_rms_epsilon", 1e-6f);
        file.SetStrings("tokenizer.ggml.tokens", [.. Enumerable.Range(0, Vocabulary - 2).Select(i => $"t{i}"), "<start_of_turn>", "<end_of_turn>"]);
        Add("token_embd", TensorType.Q8_0, Width, Vocabulary);
        Add("output_norm", TensorType.F32, Width);
        for (int i = 0; i < Layers; i++)
        {
            Add($"blk.{i}.attn_norm", TensorType.F32, Width);
            Add($"blk.{i}.attn_q", TensorType.Q4_0, Width, 2 * HeadLength);
            Add($"blk.{i}.attn_k", TensorType.Q4_0, Width, HeadLength);
            Add($"blk.{i}.attn_v", TensorType.Q4_0, Width, HeadLength);
            Add($"blk.{i}.attn_q_norm", TensorType.F32, HeadLength);
            Add($"blk.{i}.attn_k_norm", TensorType.F32, HeadLength);
            Add($"blk.{i}.attn_output", TensorType.Q4_0, 2 * HeadLength, Width);
            Add($"blk.{i}.post_attention_norm", TensorType.F32, Width);
            Add($"blk.{i}.ffn_norm", TensorType.F32, Width);
            Add($"blk.{i}.ffn_gate", TensorType.Q4_0, Width, FeedForward);
            Add($"blk.{i}.ffn_up", TensorType.Q4_0, Width, FeedForward);
            Add($"blk.{i}.ffn_down", TensorType.Q4_0, FeedForward, Width);
            Add($"blk.{i}.post_ffw_norm", TensorType.F32, Width);
        }

        return file;

        void Add(string name, TensorType type, params long[] shape) =>
            file.Add($"{name}.weight", type, shape, new float[shape.Aggregate(1L, (count, dimension) => count * dimension)]);
    }

    /// <summary>Puts a model below a data folder, as if somebody had pulled or copied it there.</summary>
    public static string Put(string data, string name, GgufWriter? model = null)
    {
        string path = Path.Combine(data, "models", name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        (model ?? Write()).Write(path);
        return path;
    }
}
