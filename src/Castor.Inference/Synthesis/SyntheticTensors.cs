namespace Castor.Inference.Synthesis;

/// <summary>The tensors of a shape, named and shaped as llama.cpp's converter writes them.</summary>
/// <remarks>
/// The weights are chosen so that numbers stay near 1 all through the graph, and so that the model's answers vary: what a layer adds is scaled by the norm behind it
/// (<see cref="_added"/>), since with a head that is the embedding itself a stream that is mostly the last token's embedding would only ever repeat that token.
/// </remarks>
internal sealed class SyntheticTensors
{
    // Of the experts that a token goes through, the least then counts some hundredths of what the first does.
    private const float RouterSpread = 3;

    // Gemma 3n halves the power of its stream in each layer, so that what a layer adds counts as much in the last as in the first, and noise grows from layer to layer
    // where that is much. The branch beside attention is all but linear: it may forget the token's own embedding and makes no noise of it.
    private const float AddedToStreams = 0.7f;
    private const float AddedByBranch = 2;

    // Small enough that streams keep their magnitude over all layers.
    private const float PredictionSpread = 0.05f;
    private const float CorrectionSpread = 0.1f;

    private readonly ModelShape _shape;
    private readonly float _added;

    private SyntheticTensors(ModelShape shape)
    {
        _shape = shape;

        // The token's own logit is then about one standard deviation of all logits: sqrt(width) / sqrt(2 * layers * added^2).
        _added = shape.AltUpStreamCount > 0 ? AddedToStreams : MathF.Sqrt(shape.EmbeddingLength / (2f * shape.LayerCount));
    }

    public static IReadOnlyList<SyntheticTensor> Of(ModelShape shape)
    {
        var tensors = new SyntheticTensors(shape);
        return [.. tensors.Ends(), .. Enumerable.Range(0, shape.LayerCount).SelectMany(tensors.Layer)];
    }

    /// <summary>Gemma 4's proportional RoPE turns a quarter of a global head; the rest is divided into stillness.</summary>
    private static float[] RopeFrequencies(int headLength)
    {
        float[] factors = new float[headLength / 2];
        Array.Fill(factors, 1e30f);
        Array.Fill(factors, 1, 0, headLength / 8);
        return factors;
    }

    private IEnumerable<SyntheticTensor> Ends()
    {
        long width = _shape.EmbeddingLength;
        yield return SyntheticTensor.Matrix("token_embd.weight", width, _shape.VocabularySize);
        yield return SyntheticTensor.Norm("output_norm.weight", width);
        if (_shape.PerLayerEmbeddingLength is > 0 and int perLayer)
        {
            long all = (long)perLayer * _shape.LayerCount;
            yield return new("per_layer_token_embd.weight", [all, _shape.VocabularySize], 0, 1 / MathF.Sqrt(perLayer));
            yield return SyntheticTensor.Matrix("per_layer_model_proj.weight", width, all);
            yield return SyntheticTensor.Norm("per_layer_proj_norm.weight", perLayer);
        }

        if (_shape.AltUpStreamCount > 0)
        {
            yield return SyntheticTensor.Matrices("altup_proj.weight", width, width, _shape.AltUpStreamCount - 1);
            yield return SyntheticTensor.Matrices("altup_unembd_proj.weight", width, width, _shape.AltUpStreamCount - 1);
        }

        if (_shape.Family == ModelFamily.Gemma4)
        {
            float[] factors = RopeFrequencies(_shape.HeadLengthOf(_shape.SlidingWindowPattern - 1));
            yield return new("rope_freqs.weight", [factors.Length], 0, 0) { Values = factors };
        }

        if (_shape.DenseLength > 0)
        {
            yield return SyntheticTensor.Matrix("dense_2.weight", width, _shape.DenseLength);
            yield return SyntheticTensor.Matrix("dense_3.weight", _shape.DenseLength, width);
        }
    }

    private IEnumerable<SyntheticTensor> Layer(int layer)
    {
        string prefix = $"blk.{layer}.";
        long width = _shape.EmbeddingLength;
        int head = _shape.HeadLengthOf(layer);
        long keys = (long)head * _shape.KvHeadCountOf(layer);
        long queries = (long)head * _shape.HeadCount;

        // A query and a key then give numbers of standard deviation 3, so that attention has favourites. Gemma 3n and 4 leave the root of the head's width to the norms.
        float headNorm = MathF.Sqrt(3) * (_shape.Family is ModelFamily.Gemma3n or ModelFamily.Gemma4 ? MathF.Pow(head, -0.25f) : 1);
        yield return SyntheticTensor.Norm(prefix + "attn_norm.weight", width);
        yield return SyntheticTensor.Matrix(prefix + "attn_q.weight", width, queries);
        yield return SyntheticTensor.Norm(prefix + "attn_q_norm.weight", head, headNorm);
        if (_shape.StoresKv(layer))
        {
            yield return SyntheticTensor.Matrix(prefix + "attn_k.weight", width, keys);
            yield return SyntheticTensor.Norm(prefix + "attn_k_norm.weight", head, headNorm);
            if (_shape.IsLocal(layer) || !_shape.GlobalKeysAreValues)
            {
                yield return SyntheticTensor.Matrix(prefix + "attn_v.weight", width, keys);
            }
        }

        yield return SyntheticTensor.Matrix(prefix + "attn_output.weight", queries, width);
        yield return SyntheticTensor.Norm(prefix + "post_attention_norm.weight", width, _added);
        foreach (SyntheticTensor tensor in FeedForward(prefix, width, _shape.FeedForwardLengthOf(layer)).Concat(Streams(prefix, width)))
        {
            yield return tensor;
        }
    }

    private IEnumerable<SyntheticTensor> FeedForward(string prefix, long width, long inner)
    {
        yield return SyntheticTensor.Norm(prefix + "ffn_norm.weight", width);
        yield return SyntheticTensor.Matrix(prefix + "ffn_gate.weight", width, inner);
        yield return SyntheticTensor.Matrix(prefix + "ffn_up.weight", width, inner);
        yield return SyntheticTensor.Matrix(prefix + "ffn_down.weight", inner, width);
        yield return SyntheticTensor.Norm(prefix + "post_ffw_norm.weight", width, _added);
        foreach (SyntheticTensor tensor in Experts(prefix, width))
        {
            yield return tensor;
        }

        if (_shape.PerLayerEmbeddingLength is > 0 and int perLayer)
        {
            yield return SyntheticTensor.Matrix(prefix + "inp_gate.weight", width, perLayer);
            yield return SyntheticTensor.Matrix(prefix + "proj.weight", perLayer, width);
            yield return SyntheticTensor.Norm(prefix + "post_norm.weight", width, _added);
        }

        if (_shape.Family == ModelFamily.Gemma4)
        {
            yield return SyntheticTensor.Norm(prefix + "layer_output_scale.weight", 1);
        }
    }

    private IEnumerable<SyntheticTensor> Streams(string prefix, long width)
    {
        if (_shape.AltUpStreamCount == 0)
        {
            yield break;
        }

        long count = _shape.AltUpStreamCount;
        yield return new(prefix + "altup_correct_coef.weight", [count, count], 0, CorrectionSpread);
        yield return SyntheticTensor.Norm(prefix + "altup_correct_scale.weight", width);
        yield return new(prefix + "altup_predict_coef.weight", [count, count * count], 0, PredictionSpread);

        // The graph divides what the router multiplies by the width.
        yield return new(prefix + "altup_router.weight", [width, count], 0, MathF.Sqrt(width));
        yield return SyntheticTensor.Norm(prefix + "altup_router_norm.weight", width);
        yield return SyntheticTensor.Matrix(prefix + "laurel_l.weight", width, _shape.LaurelRank);
        yield return SyntheticTensor.Matrix(prefix + "laurel_r.weight", _shape.LaurelRank, width);
        yield return SyntheticTensor.Norm(prefix + "laurel_post_norm.weight", width, AddedByBranch);
    }

    private IEnumerable<SyntheticTensor> Experts(string prefix, long width)
    {
        if (_shape.ExpertCount == 0)
        {
            yield break;
        }

        // The graph divides what the router multiplies by the root of the width.
        yield return new(prefix + "ffn_gate_inp.weight", [width, _shape.ExpertCount], 0, RouterSpread);
        yield return SyntheticTensor.Norm(prefix + "ffn_gate_inp.scale", width);
        yield return SyntheticTensor.Norm(prefix + "pre_ffw_norm_2.weight", width);
        yield return SyntheticTensor.Norm(prefix + "post_ffw_norm_1.weight", width);
        yield return SyntheticTensor.Norm(prefix + "post_ffw_norm_2.weight", width);
        yield return SyntheticTensor.Matrices(prefix + "ffn_gate_up_exps.weight", width, 2 * _shape.ExpertFeedForwardLength, _shape.ExpertCount);
        yield return SyntheticTensor.Matrices(prefix + "ffn_down_exps.weight", _shape.ExpertFeedForwardLength, width, _shape.ExpertCount);
        yield return SyntheticTensor.Norm(prefix + "ffn_down_exps.scale", _shape.ExpertCount);
    }
}
