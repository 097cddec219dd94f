using Castor.Inference.Gguf;
using Castor.Inference.Tests.Quantization;

namespace Castor.Inference.Tests.Gguf;

/// <summary>Small valid files of several shapes, made by the product's writer.</summary>
internal static class SmallFiles
{
    public static GgufWriter Empty() => new();

    /// <summary>A key of every type, arrays of every type, and no tensor.</summary>
    public static GgufWriter ManyKeys()
    {
        var writer = new GgufWriter();
        writer.SetString("general.architecture", "gemma3");
        writer.SetString("general.name", "");
        writer.SetBoolean("b", false);
        writer.SetNumber("u8", (byte)1);
        writer.SetNumber("i8", (sbyte)1);
        writer.SetNumber("u16", (ushort)1);
        writer.SetNumber("i16", (short)1);
        writer.SetNumber("u32", 1u);
        writer.SetNumber("i32", 1);
        writer.SetNumber("f32", 1f);
        writer.SetNumber("u64", 1ul);
        writer.SetNumber("i64", 1L);
        writer.SetNumber("f64", 1.0);
        writer.SetStrings("tokenizer.ggml.tokens", ["<unk>", "<bos>", "", "▁the"]);
        writer.SetNumbers<float>("tokenizer.ggml.scores", [0, -1, -2, -3]);
        writer.SetNumbers<int>("tokenizer.ggml.token_type", [2, 3, 1, 1]);
        writer.SetNumbers<byte>("bytes", [1, 2, 3]);
        writer.SetNumbers<long>("longs", [1, 2]);
        writer.SetBooleans("pattern", [true, false, true]);
        return writer;
    }

    /// <summary>Tensors of several types and ranks at an alignment of its own.</summary>
    public static GgufWriter Tensors()
    {
        var writer = new GgufWriter(64);
        writer.SetNumber("gemma3.block_count", 1u);
        var weights = new Weights(9);
        writer.Add("token_embd.weight", TensorType.Q8_0, [32, 3], weights.Bells(96));
        writer.Add("output_norm.weight", TensorType.F32, [5], weights.Bells(5));
        writer.Add("blk.0.attn_q.weight", TensorType.Q4_0, [32, 2, 2], weights.Bells(128));
        writer.Add("blk.0.ffn_up.weight", TensorType.F16, [2, 2, 1, 2], weights.Bells(8));
        return writer;
    }

    /// <summary>A super-block and nothing else.</summary>
    public static GgufWriter OneTensor()
    {
        var writer = new GgufWriter();
        writer.Add("a", TensorType.Q4_K, [256], new Weights(2).Bells(256));
        return writer;
    }

    /// <summary>One part of a split file.</summary>
    public static GgufWriter Part(int number, int count)
    {
        var writer = new GgufWriter();
        writer.SetNumber("split.no", (ushort)number);
        writer.SetNumber("split.count", (ushort)count);
        writer.SetNumber("split.tensors.count", count);
        writer.Add($"t{number}", TensorType.F32, [4], [1, 2, 3, number]);
        return writer;
    }

    /// <summary>Arrays inside arrays, which the product's writer does not write.</summary>
    public static RawGguf NestedArrays() => RawGguf.Begin(1, 1)
        .ArrayKey("nested", RawGguf.Array, 2)
        .U32(RawGguf.Array).U64(1).U32(RawGguf.UInt32).U64(2).U32(1).U32(2)
        .U32(RawGguf.Text).U64(2).String("a").String("b")
        .Tensor("t", 0, 0, 2).Align(32).F32(1).F32(2);
}
