using System.Runtime.InteropServices;
using Castor.Inference.Gguf;

namespace Castor.Inference.Quantization;

/// <summary>Turns floats into the blocks of a type and back.</summary>
/// <remarks>
/// The simple types are quantised to the very bytes of ggml's reference. Q4_K, Q5_K and Q6_K search their scales further than it does, so that their error is
/// at most its. All results are the same on every machine.
/// </remarks>
public static class Quantizer
{
    /// <summary>Quantises whole blocks.</summary>
    /// <param name="type">The type to make.</param>
    /// <param name="values">The elements, a whole number of blocks; finite.</param>
    /// <param name="blocks">Where the bytes go: as many as the blocks take.</param>
    /// <exception cref="ArgumentException">The elements are no whole number of blocks, or the bytes are not as many as they take.</exception>
    public static void Quantize(TensorType type, ReadOnlySpan<float> values, Span<byte> blocks)
    {
        CheckLengths(type, values.Length, blocks.Length);
        switch (type)
        {
            case TensorType.F32:
                MemoryMarshal.AsBytes(values).CopyTo(blocks);
                break;
            case TensorType.F16:
                Floats16.ToHalf(values, blocks);
                break;
            case TensorType.BF16:
                Floats16.ToBrain(values, blocks);
                break;
            case TensorType.Q8_0:
                Q8_0.Quantize(values, blocks);
                break;
            case TensorType.Q4_0:
                Q4_0.Quantize(values, blocks);
                break;
            case TensorType.Q4_1:
                Q4_1.Quantize(values, blocks);
                break;
            case TensorType.Q5_0:
                Q5_0.Quantize(values, blocks);
                break;
            case TensorType.Q5_1:
                Q5_1.Quantize(values, blocks);
                break;
            case TensorType.Q4_K:
                Q4_K.Quantize(values, blocks);
                break;
            case TensorType.Q5_K:
                Q5_K.Quantize(values, blocks);
                break;
            default:
                Q6_K.Quantize(values, blocks);
                break;
        }
    }

    /// <summary>Takes whole blocks apart.</summary>
    /// <param name="type">The type of the blocks.</param>
    /// <param name="blocks">The bytes of whole blocks.</param>
    /// <param name="values">Where the elements go: as many as the blocks hold.</param>
    /// <exception cref="ArgumentException">The elements are no whole number of blocks, or the bytes are not as many as they take.</exception>
    public static void Dequantize(TensorType type, ReadOnlySpan<byte> blocks, Span<float> values)
    {
        CheckLengths(type, values.Length, blocks.Length);
        switch (type)
        {
            case TensorType.F32:
                blocks.CopyTo(MemoryMarshal.AsBytes(values));
                break;
            case TensorType.F16:
                Floats16.FromHalf(blocks, values);
                break;
            case TensorType.BF16:
                Floats16.FromBrain(blocks, values);
                break;
            case TensorType.Q8_0:
                Q8_0.Dequantize(blocks, values);
                break;
            case TensorType.Q4_0:
                Q4_0.Dequantize(blocks, values);
                break;
            case TensorType.Q4_1:
                Q4_1.Dequantize(blocks, values);
                break;
            case TensorType.Q5_0:
                Q5_0.Dequantize(blocks, values);
                break;
            case TensorType.Q5_1:
                Q5_1.Dequantize(blocks, values);
                break;
            case TensorType.Q4_K:
                Q4_K.Dequantize(blocks, values);
                break;
            case TensorType.Q5_K:
                Q5_K.Dequantize(blocks, values);
                break;
            default:
                Q6_K.Dequantize(blocks, values);
                break;
        }
    }

    private static void CheckLengths(TensorType type, int values, int blocks)
    {
        long bytes = BlockFormat.Of(type).BytesOf(values);
        if (bytes != blocks)
        {
            throw new ArgumentException($"{values} elements in {type} take {bytes} bytes, not {blocks}.", nameof(blocks));
        }
    }
}
