using Castor.Inference.Sampling;

namespace Castor.Inference.Tests.Sampling;

/// <summary>Draws against the probabilities that a sort and doubles give; fixed seeds, so that a pass is a pass on every run.</summary>
public sealed class SamplerDistributionTests
{
    private const int Draws = 20_000;

    [Theory]
    [InlineData(50, 1f, 0, 1f)]
    [InlineData(50, 0.4f, 0, 1f)]
    [InlineData(50, 1.8f, 0, 1f)]
    [InlineData(300, 1f, 10, 1f)]
    [InlineData(300, 1f, 40, 0.8f)]
    [InlineData(300, 0.7f, 64, 0.95f)]
    [InlineData(300, 1f, 0, 0.5f)]
    [InlineData(300, 1.5f, 0, 0.98f)]
    [InlineData(2000, 2f, 0, 0.9f)]
    [InlineData(2000, 2f, 500, 0.9f)]
    [InlineData(300, 1f, 1000, 0.9f)]
    [InlineData(300, 1f, 20, 0f)]
    public void Sample_ManyDraws_FollowTheDistribution(int vocabulary, float temperature, int topK, float topP)
    {
        float[] logits = RandomLogits.Bell(vocabulary, vocabulary, 4);
        SamplingOptions options = new() { Temperature = temperature, TopK = topK, TopP = topP, Seed = 17 };
        double[] probabilities = Probabilities(logits, options);

        int[] counts = Count(logits, options);

        for (int i = 0; i < vocabulary; i++)
        {
            Assert.True(counts[i] == 0 || probabilities[i] > 0, $"Token {i} is outside of the set.");
        }

        ChiSquare.AssertFits(counts, probabilities);
    }

    [Fact]
    public void Sample_EqualLogits_TakesTheLowestIdsIntoTheNucleus()
    {
        float[] logits = new float[1000];
        SamplingOptions options = new() { TopP = 0.4f };

        int[] counts = Count(logits, options);

        Assert.All(counts.Take(400), c => Assert.InRange(c, 10, 110));
        Assert.All(counts.Skip(401), c => Assert.Equal(0, c));
    }

    [Fact]
    public void Sample_PenalisedToken_IsDrawnAsItsLoweredLogitSays()
    {
        float[] logits = [1, 1, 1, 1];
        SamplingOptions options = new() { PresencePenalty = 0.5f, FrequencyPenalty = 0.25f };
        int[] counts = new int[4];
        for (int seed = 0; seed < Draws; seed++)
        {
            Sampler sampler = new(options with { Seed = seed }, 0, 4);
            Force(sampler, 4, 2);
            Force(sampler, 4, 2);
            Force(sampler, 4, 3);
            counts[sampler.Sample([.. logits]).Token]++;
        }

        double twice = Math.Exp(-0.5 - 2 * 0.25);
        double once = Math.Exp(-0.5 - 0.25);
        double sum = 2 + twice + once;
        ChiSquare.AssertFits(counts, [1 / sum, 1 / sum, twice / sum, once / sum]);
    }

    [Fact]
    public void Sample_UnderAMask_FollowsTheDistributionOfWhatIsAllowed()
    {
        float[] logits = RandomLogits.Bell(3, 200, 4);
        ulong[] allowed = [0xF0F0_F0F0_F0F0_F0F0, 0, 0x1, 0x80];
        float[] masked = [.. logits.Select((l, i) => (allowed[i / 64] >> (i % 64) & 1) == 1 ? l : float.NegativeInfinity)];
        SamplingOptions options = new() { TopK = 20, TopP = 0.9f };

        int[] counts = Count(logits, options, allowed);

        ChiSquare.AssertFits(counts, Probabilities(masked, options));
    }

    private static int[] Count(float[] logits, SamplingOptions options, ReadOnlySpan<ulong> allowed = default)
    {
        Sampler sampler = new(options, 0, logits.Length);
        float[] copy = new float[logits.Length];
        int[] counts = new int[logits.Length];
        for (int i = 0; i < Draws; i++)
        {
            logits.CopyTo(copy, 0);
            counts[sampler.Sample(copy, allowed).Token]++;
        }

        return counts;
    }

    private static void Force(Sampler sampler, int vocabulary, int token) => sampler.Sample(new float[vocabulary], [1UL << token]);

    private static double[] Probabilities(float[] logits, SamplingOptions options)
    {
        int[] order = [.. Enumerable.Range(0, logits.Length).OrderByDescending(i => logits[i])];
        int kept = options.TopK == 0 ? logits.Length : Math.Min(options.TopK, logits.Length);
        double[] weights = [.. order.Take(kept).Select(i => Math.Exp((logits[i] - logits[order[0]]) / options.Temperature))];
        double mass = weights.Sum() * options.TopP;
        double reached = 0;
        double[] probabilities = new double[logits.Length];
        for (int i = 0; i < kept && (i == 0 || reached < mass); i++)
        {
            probabilities[order[i]] = weights[i];
            reached += weights[i];
        }

        return [.. probabilities.Select(p => p / reached)];
    }
}
