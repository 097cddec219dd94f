using System.Runtime.InteropServices;
using System.Security.Cryptography;
using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Tests.Quantization;

/// <summary>
/// The bytes of ggml itself: the digests were taken from <c>ggml_quantize_chunk</c> and <c>dequantize_row_*</c> of the libggml-base that node-llama-cpp
/// 3.22.1 ships for linux-x64, on the numbers that <see cref="Weights"/> makes.
/// </summary>
public sealed class QuantizerGoldenTests
{
    [Theory]
    [InlineData(TensorType.Q8_0, "053015bd2e1417c6775a24bd9bfefbaa")]
    [InlineData(TensorType.Q4_0, "f9ce8318440d56d38e9ba375ec8e5fd4")]
    [InlineData(TensorType.Q4_1, "741bb78409743c9e0fff3d28857c7524")]
    [InlineData(TensorType.Q5_0, "6a922e012dd4332a82fd83ddbe9dd887")]
    [InlineData(TensorType.Q5_1, "a05e5be03e5d833eea7d796e90742959")]
    public void Quantize_SimpleType_GivesGgmlsBytes(TensorType type, string digest)
    {
        float[] values = Weights.Mixed();
        byte[] blocks = new byte[BlockFormat.Of(type).BytesOf(values.Length)];

        Quantizer.Quantize(type, values, blocks);

        Assert.Equal(digest, Digest(blocks));
    }

    /// <summary>Castor's own bytes: a file that is made on one machine has to be the same on another.</summary>
    [Theory]
    [InlineData(TensorType.Q4_K, "7f274e5dbab0dac41f490e8a2f387314")]
    [InlineData(TensorType.Q5_K, "86d145bb6984ba45e06f9b993f99e78b")]
    [InlineData(TensorType.Q6_K, "fc2270648b65bd2dfe8940cb145b47cc")]
    public void Quantize_SearchedType_GivesTheSameBytesEverywhere(TensorType type, string digest)
    {
        float[] values = Weights.Mixed();
        byte[] blocks = new byte[BlockFormat.Of(type).BytesOf(values.Length)];

        Quantizer.Quantize(type, values, blocks);

        Assert.Equal(digest, Digest(blocks));
    }

    [Theory]
    [InlineData(TensorType.Q8_0, "4a1b45ca6ee3a3da9f9bb0dd6a3acbf3", 0)]
    [InlineData(TensorType.Q4_0, "b91e8ee5d15b35347165fb15d808ff32", 0)]
    [InlineData(TensorType.Q4_1, "e4e55ab281f1e48c7d09d88ca333e88a", 0, 2)]
    [InlineData(TensorType.Q5_0, "5ff97803c1feeaa65fd0cfd0a97e0ca5", 0)]
    [InlineData(TensorType.Q5_1, "f34ef81a6d4cd22218a7be12a334bdaf", 0, 2)]
    [InlineData(TensorType.Q4_K, "e7cac882826b9b21bc0a768a1ea29df0", 0, 2)]
    [InlineData(TensorType.Q5_K, "bfe4f3b98d149647ce438a3747e7d8c6", 0, 2)]
    [InlineData(TensorType.Q6_K, "a9d31a9e8c7fa8f1e5d2c0ea4c24abe2", 208)]
    public void Dequantize_RandomBlocks_GivesGgmlsFloats(TensorType type, string digest, params int[] scales)
    {
        const int count = 64;
        var format = BlockFormat.Of(type);
        byte[] blocks = Weights.Blocks(count, format.BlockBytes, scales);
        float[] values = new float[count * format.BlockSize];

        Quantizer.Dequantize(type, blocks, values);

        Assert.Equal(digest, Digest(MemoryMarshal.AsBytes<float>(values)));
    }

    private static string Digest(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes))[..32];
}
