using Castor.Inference.Gguf;
using Castor.Inference.Models;
using Castor.Inference.Models.Experts;

namespace Castor.Inference.Tests.Models;

/// <summary>What a file tells of experts, and what is refused of it.</summary>
public sealed class ExpertFileTests : IDisposable
{
    private readonly TinyModel _tiny = TinyModel.Experts(TensorType.Q8_0);
    private readonly string _changed = Path.Combine(Path.GetTempPath(), $"castor-{Guid.NewGuid():N}.gguf");

    public void Dispose()
    {
        _tiny.Dispose();
        File.Delete(_changed);
    }

    [Fact]
    public void Read_AFileWithExperts_TellsTheirNumbersAndLayers()
    {
        using GgufFile file = GgufFile.Open(_tiny.Path);

        ModelConfig config = ModelConfig.Read(file);

        Assert.Equal(new ExpertConfig(TinyModel.ExpertCount, TinyModel.ExpertUsedCount, TinyModel.ExpertFeedForward), config.Experts);
        Assert.Equal([true, false, true, true], config.Layers.Select(l => l.HasExperts));
    }

    [Theory]
    [InlineData("expert_count", 0, "gemma4.expert_count: 0 is not between 2 and 1024.")]
    [InlineData("expert_count", 1, "gemma4.expert_count: 1 is not between 2 and 1024.")]
    [InlineData("expert_count", 100_000, "gemma4.expert_count: 100000 is not between 2 and 1024.")]
    [InlineData("expert_count", 15, "'blk.0.ffn_gate_inp.weight' has the shape 256 x 16; the model's numbers ask for 256 x 15.")]
    [InlineData("expert_used_count", 0, "gemma4.expert_used_count: 0 is not between 1 and")]
    [InlineData("expert_used_count", 17, "gemma4.expert_used_count: 17 of 16 experts.")]
    [InlineData("expert_feed_forward_length", 48, "gemma4.expert_feed_forward_length: 48 is not a multiple of 32.")]
    [InlineData("expert_feed_forward_length", 96, "'blk.0.ffn_gate_up_exps.weight' has the shape 256 x 2048; the model's numbers ask for 256 x 3072.")]
    public void Load_ANumberThatMakesNoSense_IsRefusedByItsName(string key, int value, string expected) =>
        AssertRefused(expected, writer => writer.SetNumber($"gemma4.{key}", (uint)value));

    [Theory]
    [InlineData("blk.0.ffn_gate_inp.scale")]
    [InlineData("blk.2.pre_ffw_norm_2.weight")]
    [InlineData("blk.2.post_ffw_norm_1.weight")]
    [InlineData("blk.2.post_ffw_norm_2.weight")]
    [InlineData("blk.3.ffn_down_exps.weight")]
    public void Load_WithoutATensor_IsRefusedByItsName(string name) => AssertRefused($"Tensor '{name}' is missing.", without: n => n == name);

    [Fact]
    public void Load_WithoutGateAndUp_IsRefusedByTheirName() => AssertRefused("Tensor 'blk.3.ffn_gate_exps.weight' is missing.", without: n => n == "blk.3.ffn_gate_up_exps.weight");

    [Fact]
    public void Load_ExpertsWithoutARouter_IsRefused() =>
        AssertRefused("gemma4.expert_count: 16, and no layer has a router (ffn_gate_inp.weight).", without: n => n.EndsWith("ffn_gate_inp.weight", StringComparison.Ordinal));

    [Fact]
    public void Load_ExpertsThatLieOtherwise_AreRefusedWithTheirShape() => AssertRefused(
        "Tensor 'blk.0.ffn_down_exps.weight' has the shape 64 x 512 x 8; the model's numbers ask for 64 x 256 x 16.",
        writer => writer.Add("blk.0.ffn_down_exps.weight", TensorType.F32, [64, 512, 8], new float[64 * 512 * 8]),
        without: n => n == "blk.0.ffn_down_exps.weight");

    private void AssertRefused(string expected, Action<GgufWriter>? change = null, Func<string, bool>? without = null)
    {
        using (GgufFile file = GgufFile.Open(_tiny.Path))
        {
            GgufWriter writer = new();
            foreach (string key in file.Metadata.Keys)
            {
                writer.Copy(file.Metadata, key);
            }

            foreach (GgufTensor tensor in file.Tensors.Values.Where(t => without is null || !without(t.Name)))
            {
                writer.Add(tensor.Name, tensor.Type, [.. tensor.Shape], stream => stream.Write(tensor.Slice(0, (int)tensor.ByteLength)));
            }

            change?.Invoke(writer);
            writer.Write(_changed);
        }

        GgufException e = Assert.Throws<GgufException>(() => LanguageModel.Load(_changed, cancellationToken: TestContext.Current.CancellationToken));
        Assert.Contains(expected, e.Message, StringComparison.Ordinal);
    }
}
