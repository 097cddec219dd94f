using Castor.Inference.Gguf;
using Castor.Inference.Quantization;

namespace Castor.Inference.Tests.Quantization;

public sealed class TypeChoiceTests
{
    [Theory]
    [InlineData("q8_0", "Q8_0")]
    [InlineData("Q4_K", "Q4_K_M")]
    [InlineData("q5_k", "Q5_K_M")]
    [InlineData("bf16", "BF16")]
    public void Find_AnyCaseAndAlias_IsTheRecipe(string name, string found) => Assert.Equal(found, QuantizationRecipe.Find(name)?.Name);

    [Fact]
    public void Find_UnknownName_IsNull() => Assert.Null(QuantizationRecipe.Find("IQ2_XXS"));

    [Fact]
    public void Choose_NormsVectorsAndSmallMatrices_AreKept()
    {
        IReadOnlyDictionary<string, TensorType> types = Choose(
            "Q4_K_M",
            new("output_norm.weight", [1024], TensorType.F32),
            new("blk.0.attn_q_norm.weight", [256, 4], TensorType.F32),
            new("rope_freqs.weight", [256, 1], TensorType.F32),
            new("blk.0.attn_q.bias", [256, 2], TensorType.F32),
            new("per_layer_model_proj.weight", [1024, 256], TensorType.BF16),
            new("blk.0.layer_output_scale.weight", [1], TensorType.F32));

        Assert.All(types, t => Assert.Equal(t.Key.StartsWith("per_layer", StringComparison.Ordinal) ? TensorType.BF16 : TensorType.F32, t.Value));
    }

    /// <summary>What llama-quantize makes of Gemma 3 1B, whose rows of 1,152 are no whole super-blocks.</summary>
    [Fact]
    public void Choose_Gemma1BAtQ4KM_FallsBackAsLlamaCppDoes()
    {
        IReadOnlyDictionary<string, TensorType> types = Choose("Q4_K_M", [.. Gemma3(26, 1152, 6912, 1024)]);

        Assert.Equal(TensorType.Q8_0, types["token_embd.weight"]);
        Assert.Equal(TensorType.Q5_0, types["blk.3.attn_q.weight"]);
        Assert.Equal(TensorType.Q5_0, types["blk.3.ffn_up.weight"]);
        Assert.Equal(TensorType.Q4_K, types["blk.3.attn_output.weight"]);

        // 26 / 8 = 3: layers 0 to 2, from 7 * 26 / 8 = 22 on, and 5, 8, ... between.
        int[] more = [0, 1, 2, 5, 8, 11, 14, 17, 20, 22, 23, 24, 25];
        for (int i = 0; i < 26; i++)
        {
            Assert.Equal(more.Contains(i) ? TensorType.Q6_K : TensorType.Q4_K, types[$"blk.{i}.ffn_down.weight"]);
            Assert.Equal(more.Contains(i) ? TensorType.Q8_0 : TensorType.Q5_0, types[$"blk.{i}.attn_v.weight"]);
        }
    }

    /// <summary>What llama-quantize makes of Gemma 4 26B-A4B: experts count as the layer's own feed-forward block, and rows of 704 and 2,112 are no whole super-blocks.</summary>
    [Fact]
    public void Choose_ExpertsAtQ4KM_AreChosenByTheirLayer()
    {
        TensorOutline[] tensors =
        [
            .. Gemma3(30, 2816, 2112, 4096),
            .. Enumerable.Range(0, 30).SelectMany(i => (TensorOutline[])
            [
                new($"blk.{i}.ffn_gate_inp.weight", [2816, 128], TensorType.F32),
                new($"blk.{i}.ffn_gate_inp.scale", [2816], TensorType.F32),
                new($"blk.{i}.ffn_gate_up_exps.weight", [2816, 1408, 128], TensorType.F32),
                new($"blk.{i}.ffn_down_exps.weight", [704, 2816, 128], TensorType.F32),
                new($"blk.{i}.ffn_down_exps.scale", [128], TensorType.F32),
            ]),
        ];

        IReadOnlyDictionary<string, TensorType> types = Choose("Q4_K_M", tensors);

        // 30 / 8 = 3: layers 0 to 2, from 7 * 30 / 8 = 26 on, and 5, 8, ... between.
        int[] more = [0, 1, 2, 5, 8, 11, 14, 17, 20, 23, 26, 27, 28, 29];
        for (int i = 0; i < 30; i++)
        {
            Assert.Equal(TensorType.Q4_K, types[$"blk.{i}.ffn_gate_up_exps.weight"]);
            Assert.Equal(more.Contains(i) ? TensorType.Q8_0 : TensorType.Q5_0, types[$"blk.{i}.ffn_down_exps.weight"]);
            Assert.Equal(more.Contains(i) ? TensorType.Q8_0 : TensorType.Q5_0, types[$"blk.{i}.ffn_down.weight"]);
            Assert.All((string[])["ffn_gate_inp.weight", "ffn_gate_inp.scale", "ffn_down_exps.scale"], kept => Assert.Equal(TensorType.F32, types[$"blk.{i}.{kept}"]));
        }
    }

    [Fact]
    public void Choose_SmallMix_HasMoreBitsFirst()
    {
        IReadOnlyDictionary<string, TensorType> types = Choose("Q4_K_S", [.. Gemma3(34, 2560, 10240, 2048)]);

        Assert.Equal(TensorType.Q6_K, types["token_embd.weight"]);
        Assert.Equal(TensorType.Q5_K, types["blk.3.attn_v.weight"]);
        Assert.Equal(TensorType.Q4_K, types["blk.4.attn_v.weight"]);
        Assert.Equal(TensorType.Q5_K, types["blk.3.ffn_down.weight"]);
        Assert.Equal(TensorType.Q4_K, types["blk.4.ffn_down.weight"]);
        Assert.Equal(TensorType.Q4_K, types["blk.0.attn_q.weight"]);
    }

    [Theory]
    [InlineData("Q4_0", TensorType.Q4_0, TensorType.Q6_K)]
    [InlineData("Q5_1", TensorType.Q5_1, TensorType.Q6_K)]
    [InlineData("Q8_0", TensorType.Q8_0, TensorType.Q8_0)]
    [InlineData("Q6_K", TensorType.Q6_K, TensorType.Q6_K)]
    [InlineData("F16", TensorType.F16, TensorType.F16)]
    public void Choose_TiedHead_HasMoreBits(string recipe, TensorType type, TensorType head)
    {
        IReadOnlyDictionary<string, TensorType> types = Choose(recipe, [.. Gemma3(2, 256, 512, 256)]);

        Assert.Equal(type, types["blk.1.ffn_up.weight"]);
        Assert.Equal(head, types["token_embd.weight"]);
    }

    [Fact]
    public void Choose_WithAHeadOfItsOwn_LeavesTheEmbeddingAtTheType()
    {
        IReadOnlyDictionary<string, TensorType> types =
            Choose("Q4_0", [.. Gemma3(2, 256, 512, 256), new("output.weight", [256, 1000], TensorType.F32)]);

        Assert.Equal((TensorType.Q4_0, TensorType.Q6_K), (types["token_embd.weight"], types["output.weight"]));
    }

    [Fact]
    public void Choose_RowsThatNoBlockFits_BecomeF16() =>
        Assert.Equal(TensorType.F16, Choose("Q4_K_M", new TensorOutline("blk.0.attn_q.weight", [40, 8], TensorType.F32))["blk.0.attn_q.weight"]);

    private static IEnumerable<TensorOutline> Gemma3(int layers, long width, long feedForward, long queries)
    {
        yield return new("token_embd.weight", [width, 1000], TensorType.F32);
        for (int i = 0; i < layers; i++)
        {
            yield return new($"blk.{i}.attn_q.weight", [width, queries], TensorType.F32);
            yield return new($"blk.{i}.attn_v.weight", [width, 256], TensorType.F32);
            yield return new($"blk.{i}.attn_output.weight", [queries, width], TensorType.F32);
            yield return new($"blk.{i}.ffn_up.weight", [width, feedForward], TensorType.F32);
            yield return new($"blk.{i}.ffn_down.weight", [feedForward, width], TensorType.F32);
        }
    }

    private static IReadOnlyDictionary<string, TensorType> Choose(string recipe, params TensorOutline[] tensors) =>
        QuantizationRecipe.Find(recipe)!.Choose(tensors);
}
