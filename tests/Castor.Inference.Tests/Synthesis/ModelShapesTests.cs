using Castor.Inference.Synthesis;

namespace Castor.Inference.Tests.Synthesis;

public sealed class ModelShapesTests
{
    /// <summary>The numbers of parameters that the models' pages tell; those of Gemma 3, Gemma 4 26B-A4B and EmbeddingGemma to the last one.</summary>
    [Theory]
    [InlineData("gemma-3-270m", 268_098_176, 0)]
    [InlineData("gemma-3-1b", 999_885_952, 0)]
    [InlineData("gemma-3-4b", 3_880_099_328, 0)]
    [InlineData("gemma-3-12b", 11_765_788_416, 0)]
    [InlineData("gemma-3-27b", 27_009_002_240, 0)]
    [InlineData("embeddinggemma-300m", 307_581_696, 0)]
    [InlineData("gemma-3n-e2b", 4_460_000_000, 10_000_000)]
    [InlineData("gemma-3n-e4b", 6_870_000_000, 10_000_000)]
    [InlineData("gemma-4-e2b", 4_630_000_000, 20_000_000)]
    [InlineData("gemma-4-e4b", 7_460_000_000, 20_000_000)]
    [InlineData("gemma-4-12b", 11_900_000_000, 50_000_000)]
    [InlineData("gemma-4-26b-a4b", 25_233_141_790, 0)]
    [InlineData("gemma-4-31b", 30_700_000_000, 50_000_000)]
    public void ParameterCount_OfAPublishedShape_IsThePublishedOne(string name, long count, long around) =>
        Assert.InRange(ModelShapes.Find(name)!.ParameterCount, count - around, count + around);

    /// <summary>The model's page tells 3.8 billion.</summary>
    [Fact]
    public void ActiveParameterCount_OfAMixture_IsThePublishedOne()
    {
        Assert.InRange(ModelShapes.Find("gemma-4-26b-a4b")!.ActiveParameterCount, 3_750_000_000, 3_850_000_000);
        Assert.All(ModelShapes.All.Where(s => s.ExpertCount == 0), s => Assert.Equal(s.ParameterCount, s.ActiveParameterCount));
    }

    [Fact]
    public void Find_AnyCase_IsTheShape()
    {
        Assert.Equal("gemma-4-e2b", ModelShapes.Find("Gemma-4-E2B")?.Name);
        Assert.Null(ModelShapes.Find("gemma-5"));
        Assert.Equal(ModelShapes.All.Count, ModelShapes.All.Select(s => s.Name).Distinct().Count());
    }

    [Fact]
    public void Tensors_OfE2B_DifferByLayerAsPublished()
    {
        Dictionary<string, long[]> tensors = SyntheticTensors.Of(ModelShapes.Find("gemma-4-e2b")!).ToDictionary(t => t.Name, t => t.Shape);

        Assert.Equal([1536, 8 * 256], tensors["blk.3.attn_q.weight"]);
        Assert.Equal([1536, 8 * 512], tensors["blk.4.attn_q.weight"]);
        Assert.Equal([1536, 512], tensors["blk.14.attn_k.weight"]);
        Assert.False(tensors.ContainsKey("blk.15.attn_k.weight"));
        Assert.Equal([1536, 6144], tensors["blk.14.ffn_up.weight"]);
        Assert.Equal([1536, 12288], tensors["blk.15.ffn_up.weight"]);
        Assert.Equal([35 * 256, 262_144], tensors["per_layer_token_embd.weight"]);
        Assert.Equal([256], tensors["rope_freqs.weight"]);
    }

    /// <summary>As llama.cpp's loader wants them: keys and values in all layers, also in those that use others'.</summary>
    [Fact]
    public void Tensors_Of3nE2B_AreThoseOfTheConverter()
    {
        Dictionary<string, long[]> tensors = SyntheticTensors.Of(ModelShapes.Find("gemma-3n-e2b")!).ToDictionary(t => t.Name, t => t.Shape);

        Assert.Equal([2048, 2048, 3], tensors["altup_proj.weight"]);
        Assert.Equal([2048, 2048, 3], tensors["altup_unembd_proj.weight"]);
        Assert.Equal([30 * 256, 262_144], tensors["per_layer_token_embd.weight"]);
        Assert.Equal([2048, 512], tensors["blk.29.attn_k.weight"]);
        Assert.Equal([2048, 8192], tensors["blk.29.ffn_up.weight"]);
        Assert.Equal([2048, 4], tensors["blk.29.altup_router.weight"]);
        Assert.Equal([4, 16], tensors["blk.29.altup_predict_coef.weight"]);
        Assert.Equal([4, 4], tensors["blk.29.altup_correct_coef.weight"]);
        Assert.Equal([64, 2048], tensors["blk.29.laurel_r.weight"]);
    }

    [Fact]
    public void Tensors_Of26BA4B_AreThoseOfTheConverter()
    {
        Dictionary<string, long[]> tensors = SyntheticTensors.Of(ModelShapes.Find("gemma-4-26b-a4b")!).ToDictionary(t => t.Name, t => t.Shape);

        Assert.Equal([2816, 2112], tensors["blk.29.ffn_gate.weight"]);
        Assert.Equal([2816, 128], tensors["blk.29.ffn_gate_inp.weight"]);
        Assert.Equal([2816], tensors["blk.29.ffn_gate_inp.scale"]);
        Assert.Equal([2816, 1408, 128], tensors["blk.29.ffn_gate_up_exps.weight"]);
        Assert.Equal([704, 2816, 128], tensors["blk.29.ffn_down_exps.weight"]);
        Assert.Equal([128], tensors["blk.29.ffn_down_exps.scale"]);
        Assert.All((string[])["pre_ffw_norm_2", "post_ffw_norm_1", "post_ffw_norm_2"], norm => Assert.Equal([2816], tensors[$"blk.29.{norm}.weight"]));
    }

    [Fact]
    public void Tensors_Of31B_HaveNoValuesInGlobalLayers()
    {
        Dictionary<string, long[]> tensors = SyntheticTensors.Of(ModelShapes.Find("gemma-4-31b")!).ToDictionary(t => t.Name, t => t.Shape);

        Assert.Equal([5376, 16 * 256], tensors["blk.4.attn_v.weight"]);
        Assert.Equal([5376, 4 * 512], tensors["blk.5.attn_k.weight"]);
        Assert.False(tensors.ContainsKey("blk.5.attn_v.weight"));
    }
}
