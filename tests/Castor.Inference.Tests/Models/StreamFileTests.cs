using Castor.Inference.Gguf;
using Castor.Inference.Models;

namespace Castor.Inference.Tests.Models;

/// <summary>What a Gemma 3n file tells of its streams, gates and layers, and what is refused of it.</summary>
public sealed class StreamFileTests : IDisposable
{
    private readonly TinyModel _tiny = TinyModel.Gemma3n(TensorType.Q8_0);
    private readonly string _changed = Path.Combine(Path.GetTempPath(), $"castor-{Guid.NewGuid():N}.gguf");

    public void Dispose()
    {
        _tiny.Dispose();
        File.Delete(_changed);
    }

    [Fact]
    public void Read_AFile_TellsItsNumbers()
    {
        using GgufFile file = GgufFile.Open(_tiny.Path);

        ModelConfig config = ModelConfig.Read(file);

        Assert.Equal((3, 32, 64, 3f), (config.AltUpStreamCount, config.LaurelRank, config.PerLayerEmbeddingLength, config.FinalSoftCap));
        Assert.Equal([1.6448534f, 1.6448534f, null, 0.25f, null, null, null, null], config.Layers.Select(l => l.GateCut));
        Assert.Equal([0, 1, 2, 3, 4, 3, 4, 3], config.Layers.Select(l => l.KvSource));
        Assert.All(config.Layers, l => Assert.Equal((1f, true), (l.QueryScale, l.NormalizesValues)));
    }

    /// <summary>What files that do not say leave to llama.cpp: the cap, the first ten layers' gates, and the layers from the twentieth on.</summary>
    [Fact]
    public void Read_WithoutTheKeys_TakesThePublishedNumbers()
    {
        Change(without: key => key.EndsWith("softcapping", StringComparison.Ordinal) || key.EndsWith("_scale", StringComparison.Ordinal) || key.Contains(".altup.", StringComparison.Ordinal)
            || key.EndsWith("shared_kv_layers", StringComparison.Ordinal) || key.EndsWith("pattern", StringComparison.Ordinal));
        using GgufFile file = GgufFile.Open(_changed);

        ModelConfig config = ModelConfig.Read(file);

        Assert.Equal((4, 30f), (config.AltUpStreamCount, config.FinalSoftCap));
        Assert.All(config.Layers, l => Assert.Equal(1.6448534f, l.GateCut));
        Assert.Equal([0, 1, 2, 3, 4, 5, 6, 7], config.Layers.Select(l => l.KvSource));
        Assert.Equal([true, true, true, true, false, true, true, true], config.Layers.Select(l => l.IsLocal));
    }

    /// <summary>Keys and values of layers that use others' are in the file, not in memory.</summary>
    [Fact]
    public void Load_LayersThatShare_TakeNoMemoryForTheirOwnKeysAndValues()
    {
        using LanguageModel model = LanguageModel.Load(_tiny.Path, new ModelOptions { Threads = 1 }, TestContext.Current.CancellationToken);
        Change(withoutTensor: name => name.StartsWith("blk.6.attn_k", StringComparison.Ordinal) || name.StartsWith("blk.7.attn_v", StringComparison.Ordinal));

        using LanguageModel without = LanguageModel.Load(_changed, new ModelOptions { Threads = 1 }, TestContext.Current.CancellationToken);

        Assert.Equal(without.WeightBytes, model.WeightBytes);
    }

    [Theory]
    [InlineData("altup.active_idx", 1, "gemma3n.altup.active_idx: 1 where 0 is supported.")]
    [InlineData("altup.num_inputs", 1, "gemma3n.altup.num_inputs: 1 is not between 2 and 8.")]
    [InlineData("altup.num_inputs", 9, "gemma3n.altup.num_inputs: 9 is not between 2 and 8.")]
    [InlineData("altup.num_inputs", 4, "Tensor 'blk.0.altup_router.weight' has the shape 256 x 3; the model's numbers ask for 256 x 4.")]
    [InlineData("embedding_length_per_layer_input", 0, "gemma3n.embedding_length_per_layer_input: 0 is not between 1 and")]
    [InlineData("embedding_length_per_layer_input", 48, "gemma3n.embedding_length_per_layer_input: 48 is not a multiple of 32.")]
    [InlineData("attention.shared_kv_layers", 8, "gemma3n.attention.shared_kv_layers: 8 of 8 layers.")]
    [InlineData("attention.shared_kv_layers", 7, "gemma3n.attention.shared_kv_layers: layer 1 finds no earlier layer of its kind to share with.")]
    public void Load_ANumberThatMakesNoSense_IsRefusedByItsName(string key, int value, string expected) =>
        AssertRefused(expected, writer => writer.SetNumber($"gemma3n.{key}", (uint)value));

    [Fact]
    public void Load_TooFewGates_AreRefused() =>
        AssertRefused("gemma3n.activation_sparsity_scale: 2 entries for 8 layers.", writer => writer.SetNumbers<float>("gemma3n.activation_sparsity_scale", [1, 1]));

    [Fact]
    public void Load_AGateThatIsNoNumber_IsRefused() => AssertRefused(
        "gemma3n.activation_sparsity_scale: NaN in entry 5 is no number of deviations.",
        writer => writer.SetNumbers<float>("gemma3n.activation_sparsity_scale", [1, 1, 1, 1, 1, float.NaN, 1, 1]));

    [Theory]
    [InlineData("altup_unembd_proj.weight")]
    [InlineData("blk.2.altup_predict_coef.weight")]
    [InlineData("blk.0.laurel_l.weight")]
    [InlineData("blk.7.laurel_post_norm.weight")]
    [InlineData("blk.3.inp_gate.weight")]
    public void Load_WithoutATensor_IsRefusedByItsName(string name) => AssertRefused($"Tensor '{name}' is missing.", withoutTensor: n => n == name);

    [Fact]
    public void Load_ABranchOfAnotherRank_IsRefusedWithItsShape() => AssertRefused(
        "Tensor 'blk.0.laurel_r.weight' has the shape 32 x 256; the model's numbers ask for 64 x 256.",
        writer => writer.Add("blk.0.laurel_l.weight", TensorType.F32, [TinyModel.Width, 64], new float[64 * TinyModel.Width]),
        withoutTensor: n => n == "blk.0.laurel_l.weight");

    private void AssertRefused(string expected, Action<GgufWriter>? change = null, Func<string, bool>? withoutTensor = null)
    {
        Change(change, withoutTensor: withoutTensor);

        GgufException e = Assert.Throws<GgufException>(() => LanguageModel.Load(_changed, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }

    private void Change(Action<GgufWriter>? change = null, Func<string, bool>? without = null, Func<string, bool>? withoutTensor = null)
    {
        using GgufFile file = GgufFile.Open(_tiny.Path);
        GgufWriter writer = new();
        foreach (string key in file.Metadata.Keys.Where(k => without is null || !without(k)))
        {
            writer.Copy(file.Metadata, key);
        }

        foreach (GgufTensor tensor in file.Tensors.Values.Where(t => withoutTensor is null || !withoutTensor(t.Name)))
        {
            writer.Add(tensor.Name, tensor.Type, [.. tensor.Shape], stream => stream.Write(tensor.Slice(0, (int)tensor.ByteLength)));
        }

        change?.Invoke(writer);
        writer.Write(_changed);
    }
}
