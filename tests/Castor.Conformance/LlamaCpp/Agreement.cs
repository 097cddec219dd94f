using Castor.Inference.KvCaches;
using Castor.Inference.Models;

namespace Castor.Conformance.LlamaCpp;

/// <summary>How near Castor's logits are to llama.cpp's over the tokens that llama.cpp chose. Distances are in standard deviations of a step's logits.</summary>
/// <param name="Steps">Tokens chosen.</param>
/// <param name="SameTokens">Those that are Castor's best ones too.</param>
/// <param name="WidestGap">How far at most a token of llama.cpp's lay below Castor's best one.</param>
/// <param name="Distance">The greatest root mean square distance between the logits of the two.</param>
/// <param name="Noise">The distance between Castor's logits and those of the same weights without rounding of activations; 0 for models of floats.</param>
/// <param name="PeerNoise">The distance between llama.cpp's logits and those.</param>
internal sealed record Agreement(int Steps, int SameTokens, double WidestGap, double Distance, double Noise, double PeerNoise)
{
    /// <summary>Runs Castor over llama.cpp's tokens.</summary>
    /// <param name="model">The model.</param>
    /// <param name="folder">Where its file is.</param>
    /// <param name="prompts">What llama.cpp was given.</param>
    /// <param name="runs">What it said.</param>
    public static Agreement Measure(PeerModel model, string folder, int[][] prompts, PeerRun[] runs)
    {
        float[][][] logits = Logits(model.PathIn(folder), prompts, runs);
        float[][][] unrounded = model.IsQuantized ? Logits(model.WriteUnrounded(folder), prompts, runs) : logits;
        (int Token, float[] Logits)[] steps = [.. runs.SelectMany((run, r) => run.Tokens.Select((token, s) => (token, logits[r][s])))];
        float[][] own = Ends(logits);
        float[][] exact = Ends(unrounded);
        float[][] peer = [.. runs.SelectMany(run => new[] { run.First, run.Last })];
        return new Agreement(
            steps.Length,
            steps.Count(s => s.Logits[s.Token] == s.Logits.Max()),
            steps.Max(s => (s.Logits.Max() - s.Logits[s.Token]) / Spread(s.Logits)),
            peer.Zip(own, Between).Max(),
            exact.Zip(own, Between).Average(),
            exact.Zip(peer, Between).Average());
    }

    private static float[][] Ends(float[][][] runs) => [.. runs.SelectMany(run => new[] { run[0], run[^1] })];

    private static float[][][] Logits(string path, int[][] prompts, PeerRun[] runs)
    {
        using LanguageModel model = LanguageModel.Load(path, new ModelOptions { Threads = 1, MaxBatch = 512 });
        return [.. prompts.Zip(runs, (prompt, run) => Logits(model, prompt, run.Tokens))];
    }

    private static float[][] Logits(LanguageModel model, int[] prompt, int[] answer)
    {
        int[] tokens = [.. prompt, .. answer[..^1]];
        using KvCache cache = model.CreateCache(1 << 26);
        using KvSequence sequence = cache.CreateSequence();
        Assert.True(sequence.TryReserve(tokens.Length));
        ForwardBatch batch = new(tokens.Length);
        batch.Add(sequence, tokens, LogitsWanted.All);
        model.Forward(batch);
        return [.. answer.Select((_, i) => model.Logits(prompt.Length - 1 + i).ToArray())];
    }

    private static double Spread(float[] logits)
    {
        double mean = logits.Average();
        return Math.Sqrt(logits.Average(l => (l - mean) * (l - mean)));
    }

    private static double Between(float[] expected, float[] actual) =>
        Math.Sqrt(expected.Zip(actual, (e, a) => (double)(e - a) * (e - a)).Average()) / Spread(expected);
}
