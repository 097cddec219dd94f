namespace Castor.Inference.Tests.Models;

/// <summary>Gemma 3n's residual streams and the branch beside attention in doubles and plain loops, as transformers' modeling_gemma3n tells them.</summary>
internal sealed class ReferenceStreams
{
    private readonly ReferenceModel _model;

    // A stream, a token, a number.
    private readonly double[][][] _streams;

    public ReferenceStreams(ReferenceModel model, int count, double[][] embeddings)
    {
        _model = model;
        _streams = [.. Enumerable.Range(0, count).Select(i =>
            i == 0 ? embeddings : ReferenceModel.Each(embeddings, x => AsLargeAs(x, model.MultiplyBy(i - 1, "altup_proj.weight", x))))];
    }

    /// <summary>Predicts all streams; the first is what the layer takes.</summary>
    public double[][] Predict(string prefix)
    {
        int count = _streams.Length;
        for (int t = 0; t < _streams[0].Length; t++)
        {
            double[] coefficients = _model.Multiply(prefix + "altup_predict_coef.weight", Modalities(_streams[0][t], prefix));
            double[][] before = [.. _streams.Select(s => s[t])];
            for (int i = 0; i < count; i++)
            {
                _streams[i][t] = [.. before[i].Select((v, d) => v + Enumerable.Range(0, count).Sum(j => coefficients[i * count + j] * before[j][d]))];
            }
        }

        return [.. _streams[0]];
    }

    /// <summary>Adds the low-rank branch to what attention has made of the first stream.</summary>
    public double[][] AddBranch(double[][] x, double[][] normed, string prefix) => [.. x.Zip(normed, (row, input) =>
    {
        double[] branch = _model.Norm(_model.Multiply(prefix + "laurel_r.weight", _model.Multiply(prefix + "laurel_l.weight", input)), prefix + "laurel_post_norm.weight");
        return row.Select((v, d) => (v + input[d] + branch[d]) / Math.Sqrt(2)).ToArray();
    })];

    /// <summary>Corrects all streams by what the layer has made of the first; that one, scaled, is what the layer's own embedding meets.</summary>
    public double[][] Correct(double[][] activated, string prefix)
    {
        double[] scale = _model.Multiply(prefix + "altup_correct_scale.weight", [1]);
        for (int t = 0; t < activated.Length; t++)
        {
            double[] coefficients = _model.Multiply(prefix + "altup_correct_coef.weight", Modalities(activated[t], prefix));
            double[] innovation = [.. activated[t].Zip(_streams[0][t], (a, p) => a - p)];
            for (int i = 0; i < _streams.Length; i++)
            {
                _streams[i][t] = [.. _streams[i][t].Zip(innovation, (p, v) => p + (1 + coefficients[i]) * v)];
            }
        }

        return ReferenceModel.Each(_streams[0], row => [.. row.Zip(scale, (v, s) => v * s)]);
    }

    /// <summary>Adds to all streams but the first.</summary>
    public double[][] AddToOthers(double[][] added)
    {
        foreach (double[][] stream in _streams.Skip(1))
        {
            for (int t = 0; t < added.Length; t++)
            {
                stream[t] = [.. stream[t].Zip(added[t], (v, a) => v + a)];
            }
        }

        return added;
    }

    /// <summary>The mean of all streams, projected back at the magnitude of the first.</summary>
    public double[][] Merge() => [.. _streams[0].Select((first, t) =>
    {
        double[][] all = [.. _streams.Select((s, i) => i == 0 ? first : AsLargeAs(first, _model.MultiplyBy(i - 1, "altup_unembd_proj.weight", s[t])))];
        return first.Select((_, d) => all.Average(x => x[d])).ToArray();
    })];

    private double[] Modalities(double[] x, string prefix) =>
        [.. _model.Multiply(prefix + "altup_router.weight", [.. _model.Norm(x, prefix + "altup_router_norm.weight").Select(v => v / x.Length)]).Select(Math.Tanh)];

    private static double[] AsLargeAs(double[] target, double[] x)
    {
        double factor = Math.Sqrt(target.Sum(v => v * v) / x.Sum(v => v * v));
        return [.. x.Select(v => v * factor)];
    }
}
