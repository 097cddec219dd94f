using Castor.Inference.Synthesis;

namespace Castor.Inference.Tests.Synthesis;

public sealed class SyntheticNumbersTests
{
    [Fact]
    public void Fill_ManyNumbers_HaveTheMiddleAndTheSpread()
    {
        float[] values = Fill(1 << 20, 3, 0.5f, 0.25f);

        double mean = values.Average(v => (double)v);
        double spread = Math.Sqrt(values.Average(v => Math.Pow(v - mean, 2)));
        Assert.InRange(mean, 0.499, 0.501);
        Assert.InRange(spread, 0.249, 0.251);
        Assert.InRange(values.Count(v => v > 0.75f) / (double)values.Length, 0.15, 0.18);
    }

    [Fact]
    public void Fill_NextNumbers_DoNotFollowFromEarlierOnes()
    {
        float[] values = Fill(1 << 18, 9, 0, 1);
        float[] others = Fill(1 << 18, 10, 0, 1);

        foreach (int lag in (int[])[1, 2, 8, 64])
        {
            Assert.InRange(values.Zip(values.Skip(lag), (a, b) => (double)a * b).Average(), -0.01, 0.01);
        }

        Assert.InRange(values.Zip(others, (a, b) => (double)a * b).Average(), -0.01, 0.01);
    }

    [Fact]
    public void Fill_AnyLength_IsTheBeginningOfALongerOne()
    {
        float[] longer = Fill(64, 5, 1, 2);

        for (int length = 0; length < 40; length++)
        {
            Assert.Equal(longer[..length], Fill(length, 5, 1, 2));
        }
    }

    /// <summary>Files of a seed must not change from one version or machine to the next.</summary>
    [Fact]
    public void Fill_KnownSeed_GivesKnownNumbers() => Assert.Equal(
        [4202f, 4030f, 2617f, 4372f],
        Fill(4, SyntheticNumbers.Derive(SyntheticNumbers.Derive(1, "blk.0.attn_q.weight"), 7), 0, 1024).Select(v => v + 3070.5f));

    private static float[] Fill(int count, ulong seed, float middle, float spread)
    {
        float[] values = new float[count];
        SyntheticNumbers.Fill(values, seed, middle, spread);
        return values;
    }
}
