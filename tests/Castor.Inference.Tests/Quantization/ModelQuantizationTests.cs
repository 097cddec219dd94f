using Castor.Inference.Gguf;
using Castor.Inference.Quantization;
using Castor.Inference.Tests.Gguf;

namespace Castor.Inference.Tests.Quantization;

public sealed class ModelQuantizationTests : IDisposable
{
    private const string Matrix = "blk.0.attn_q.weight";

    private readonly string _folder = Directory.CreateTempSubdirectory("castor-quantize-").FullName;

    private string Input => Path.Combine(_folder, "in.gguf");

    private string Output => Path.Combine(_folder, "out.gguf");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData("F16", TensorType.F16)]
    [InlineData("Q8_0", TensorType.Q8_0)]
    [InlineData("Q4_K_S", TensorType.Q4_K)]
    [InlineData("Q6_K", TensorType.Q6_K)]
    public void Run_FromF32_GivesTheQuantizersBlocks(string recipe, TensorType type)
    {
        float[] values = new Weights(4).Bells(512 * 700);
        Write(values);

        Run(recipe);

        using var file = GgufFile.Open(Output);
        GgufTensor tensor = file.Tensors[Matrix];
        byte[] blocks = new byte[BlockFormat.Of(type).BytesOf(values.Length)];
        Quantizer.Quantize(type, values, blocks);
        Assert.Equal(type, tensor.Type);
        Assert.True(tensor.Slice(0, blocks.Length).SequenceEqual(blocks));
        Assert.Equal(TensorType.F32, file.Tensors["output_norm.weight"].Type);
        Assert.Equal(3f, BitConverter.ToSingle(file.Tensors["output_norm.weight"].Row(0)[8..]));
    }

    [Fact]
    public void Run_Metadata_IsCopiedAndToldAnew()
    {
        Write(new float[512 * 700]);

        Run("Q4_K_M");

        using var file = GgufFile.Open(Output);
        Assert.Equal("gemma3", file.Metadata.GetString("general.architecture"));
        Assert.Equal(["a", "b"], file.Metadata.GetStrings("tokenizer.ggml.tokens"));
        Assert.Equal(15u, file.Metadata.GetUInt32("general.file_type"));
        Assert.Equal(2u, file.Metadata.GetUInt32("general.quantization_version"));
    }

    [Fact]
    public void Run_ThreadsOneOrMany_GiveTheSameFile()
    {
        Write(new Weights(4).Bells(512 * 700));
        Run("Q4_K_M", threads: 1);
        byte[] one = File.ReadAllBytes(Output);

        Run("Q4_K_M", threads: 4);

        Assert.Equal(one, File.ReadAllBytes(Output));
    }

    [Fact]
    public void Run_Progress_CountsEveryTensorAndByte()
    {
        Write(new float[512 * 700]);
        List<QuantizationProgress> seen = [];
        new ModelQuantization { Recipe = QuantizationRecipe.Find("Q8_0")!, Progress = seen.Add }.Run(Input, Output, TestContext.Current.CancellationToken);

        Assert.Equal(["output_norm.weight", Matrix], seen.Select(p => p.Tensor).Distinct());
        Assert.All(seen, p => Assert.Equal((2, (512L * 700 / 32 * 34) + 16), (p.Count, p.BytesTotal)));
        Assert.Equal(seen[^1].BytesTotal, seen[^1].BytesDone);
        Assert.Equal(2, seen[^1].Index);
    }

    [Fact]
    public void Run_CalledOff_LeavesNothing()
    {
        Write(new Weights(4).Bells(512 * 700));
        using var stop = new CancellationTokenSource();
        var quantization = new ModelQuantization { Recipe = QuantizationRecipe.Find("Q4_K_M")!, Progress = p => Stop(p, stop) };

        Assert.ThrowsAny<OperationCanceledException>(() => quantization.Run(Input, Output, stop.Token));

        Assert.Equal(Input, Assert.Single(Directory.GetFiles(_folder)));
        static void Stop(QuantizationProgress progress, CancellationTokenSource stop)
        {
            if (progress.Tensor == Matrix)
            {
                stop.Cancel();
            }
        }
    }

    [Theory]
    [InlineData(float.NaN, 0, "numbers that are not finite")]
    [InlineData(float.PositiveInfinity, 511, "numbers that are not finite")]
    [InlineData(float.NegativeInfinity, 7, "numbers that are not finite")]
    [InlineData(70000, 100, "70000, which is too large for Q8_0")]
    public void Run_NumbersThatCannotBe_AreRefused(float odd, int column, string what)
    {
        float[] values = new Weights(4).Bells(512 * 700);
        values[(512 * 699) + column] = odd;
        Write(values);

        string message = Assert.Throws<GgufException>(() => Run("Q8_0")).Message;

        Assert.Contains($"tensor '{Matrix}': row 699 has {what}", message);
        Assert.Equal(Input, Assert.Single(Directory.GetFiles(_folder)));
    }

    [Fact]
    public void Run_QuantizedInput_NeedsToBeAllowed()
    {
        Write(new Weights(4).Bells(512 * 700), TensorType.Q8_0);

        Assert.Contains("is Q8_0 already", Assert.Throws<GgufException>(() => Run("Q4_K_M")).Message);
        Run("Q8_0");
        Run("Q4_K_M", allow: true);

        using var file = GgufFile.Open(Output);
        Assert.Equal(TensorType.Q4_K, file.Tensors[Matrix].Type);
    }

    [Fact]
    public void Run_OntoTheInput_IsRefused() =>
        Assert.Contains("cannot be the input", Assert.Throws<GgufException>(() => new ModelQuantization { Recipe = QuantizationRecipe.All[0] }
            .Run(Path.Combine(_folder, "x.gguf"), Path.Combine(_folder, ".", "x.gguf"), CancellationToken.None)).Message);

    [Fact]
    public void Run_SplitInput_BecomesOneFile()
    {
        for (int i = 0; i < 3; i++)
        {
            SmallFiles.Part(i, 3).Write(Path.Combine(_folder, $"m-0000{i + 1}-of-00003.gguf"));
        }

        new ModelQuantization { Recipe = QuantizationRecipe.Find("Q8_0")! }
            .Run(Path.Combine(_folder, "m-00001-of-00003.gguf"), Output, TestContext.Current.CancellationToken);

        using var file = GgufFile.Open(Output);
        Assert.Equal(["t0", "t1", "t2"], file.Tensors.Keys);
        Assert.DoesNotContain(file.Metadata.Keys, k => k.StartsWith("split.", StringComparison.Ordinal));
    }

    private void Write(float[] values, TensorType type = TensorType.F32)
    {
        var writer = new GgufWriter();
        writer.SetString("general.architecture", "gemma3");
        writer.SetNumber("general.file_type", 0u);
        writer.SetStrings("tokenizer.ggml.tokens", ["a", "b"]);
        writer.Add("output_norm.weight", TensorType.F32, [4], [1, 2, 3, 4]);
        writer.Add(Matrix, type, [512, 700], values);
        writer.Write(Input);
    }

    private void Run(string recipe, int threads = 2, bool allow = false) =>
        new ModelQuantization { Recipe = QuantizationRecipe.Find(recipe)!, Threads = threads, AllowsRequantization = allow }
            .Run(Input, Output, TestContext.Current.CancellationToken);
}
