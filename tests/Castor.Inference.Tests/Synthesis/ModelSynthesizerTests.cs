using Castor.Inference.Gguf;
using Castor.Inference.Quantization;
using Castor.Inference.Synthesis;

namespace Castor.Inference.Tests.Synthesis;

public sealed class ModelSynthesizerTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("castor-synthesize-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("gemma-3-tiny", "F32", "gemma3")]
    [InlineData("gemma-3-tiny", "Q4_K_M", "gemma3")]
    [InlineData("gemma-3n-tiny", "Q4_K_M", "gemma3n")]
    [InlineData("gemma-4-tiny", "Q8_0", "gemma4")]
    [InlineData("gemma-4-tiny-e", "Q4_0", "gemma4")]
    [InlineData("gemma-4-tiny-moe", "Q4_K_M", "gemma4")]
    [InlineData("embeddinggemma-tiny", "BF16", "gemma-embedding")]
    public void Write_TinyShape_HasAllTensorsInTheirTypes(string shape, string recipe, string architecture)
    {
        using GgufFile file = Write(shape, recipe);

        IReadOnlyList<SyntheticTensor> tensors = SyntheticTensors.Of(ModelShapes.Find(shape)!);
        Assert.Equal(architecture, file.Metadata.GetString("general.architecture"));
        Assert.Equal(QuantizationRecipe.Find(recipe)!.FileType, file.Metadata.GetUInt32("general.file_type"));
        Assert.Equal(tensors.Select(t => t.Name), file.Tensors.Keys);
        foreach (SyntheticTensor tensor in tensors)
        {
            GgufTensor written = file.Tensors[tensor.Name];
            float[] values = Read(written);
            double mean = values.Average(v => (double)v);
            Assert.Equal(tensor.Shape, written.Shape);
            Assert.All(values, v => Assert.True(float.IsFinite(v)));
            if (tensor.Values is { } fixedValues)
            {
                Assert.Equal(fixedValues, values);
            }
            else if (values.Length >= 256)
            {
                Assert.InRange(mean, tensor.Middle - (tensor.Spread * 0.3), tensor.Middle + (tensor.Spread * 0.3));
                Assert.InRange(Math.Sqrt(values.Average(v => Math.Pow(v - mean, 2))), tensor.Spread * 0.85, tensor.Spread * 1.15);
            }
        }
    }

    [Fact]
    public void Write_Gemma4_TellsItsLayersOneByOne()
    {
        using GgufFile file = Write("gemma-4-tiny-e", "Q8_0");

        Assert.Equal([true, true, false, true, true, false], file.Metadata.GetBooleans("gemma4.attention.sliding_window_pattern"));
        Assert.Equal([512, 512, 512, 1024, 1024, 1024], file.Metadata.GetInt32s("gemma4.feed_forward_length"));
        Assert.Equal(2u, file.Metadata.GetUInt32("gemma4.attention.head_count_kv"));
        Assert.Equal((128u, 64u), (file.Metadata.GetUInt32("gemma4.attention.key_length"), file.Metadata.GetUInt32("gemma4.attention.key_length_swa")));
        Assert.Equal(3u, file.Metadata.GetUInt32("gemma4.attention.shared_kv_layers"));
    }

    /// <summary>Layers whose gates all count have minus infinity, as the converter computes it.</summary>
    [Fact]
    public void Write_Gemma3n_TellsItsStreamsAndGates()
    {
        using GgufFile file = Write("gemma-3n-tiny", "Q8_0");

        float[] cuts = file.Metadata.GetSingles("gemma3n.activation_sparsity_scale");
        Assert.Equal([.. Enumerable.Repeat(1.6448534f, 10), .. Enumerable.Repeat(float.NegativeInfinity, 15)], cuts);
        Assert.Equal((0u, 4u), (file.Metadata.GetUInt32("gemma3n.altup.active_idx"), file.Metadata.GetUInt32("gemma3n.altup.num_inputs")));
        Assert.Equal((5u, 256u), (file.Metadata.GetUInt32("gemma3n.attention.shared_kv_layers"), file.Metadata.GetUInt32("gemma3n.embedding_length_per_layer_input")));
        Assert.Equal((TensorType.BF16, TensorType.F32), (file.Tensors["blk.3.altup_router.weight"].Type, file.Tensors["blk.3.altup_predict_coef.weight"].Type));
    }

    [Fact]
    public void Write_SameSeed_GivesTheSameFileForAnyThreads()
    {
        byte[] first = Bytes(seed: 5, threads: 1);

        Assert.Equal(first, Bytes(seed: 5, threads: 4));
        Assert.NotEqual(first, Bytes(seed: 6, threads: 1));
    }

    [Fact]
    public void Write_CalledOff_LeavesNothing()
    {
        using var stop = new CancellationTokenSource();
        var synthesizer = new ModelSynthesizer
        {
            Shape = ModelShapes.Find("gemma-3-tiny")!,
            Recipe = QuantizationRecipe.Find("Q8_0")!,
            Progress = p => CancelAt(p.Index, stop),
        };

        Assert.ThrowsAny<OperationCanceledException>(() => synthesizer.Write(Path.Combine(_folder, "m.gguf"), stop.Token));

        Assert.Empty(Directory.GetFiles(_folder));
        static void CancelAt(int index, CancellationTokenSource stop)
        {
            if (index == 10)
            {
                stop.Cancel();
            }
        }
    }

    private GgufFile Write(string shape, string recipe)
    {
        string path = Path.Combine(_folder, "model.gguf");
        new ModelSynthesizer { Shape = ModelShapes.Find(shape)!, Recipe = QuantizationRecipe.Find(recipe)! }.Write(path, TestContext.Current.CancellationToken);
        return GgufFile.Open(path);
    }

    private byte[] Bytes(ulong seed, int threads)
    {
        string path = Path.Combine(_folder, "model.gguf");
        new ModelSynthesizer { Shape = ModelShapes.Find("gemma-3-tiny")!, Recipe = QuantizationRecipe.Find("Q4_0")!, Seed = seed, Threads = threads }
            .Write(path, TestContext.Current.CancellationToken);
        byte[] bytes = File.ReadAllBytes(path);

        // The description names the seed, so only what follows the metadata counts.
        return bytes[^4096..];
    }

    private static float[] Read(GgufTensor tensor)
    {
        float[] values = new float[tensor.ElementCount];
        for (long row = 0; row < tensor.RowCount; row++)
        {
            int length = (int)tensor.Shape[0];
            Quantizer.Dequantize(tensor.Type, tensor.Row(row), values.AsSpan((int)row * length, length));
        }

        return values;
    }
}
