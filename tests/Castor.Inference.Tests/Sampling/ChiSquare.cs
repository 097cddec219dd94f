namespace Castor.Inference.Tests.Sampling;

/// <summary>Pearson's test of counts against the probabilities they should come from.</summary>
internal static class ChiSquare
{
    /// <summary>
    /// Fails where the counts are further off than six standard deviations of the statistic. Cells that expect fewer than five are taken together.
    /// </summary>
    public static void AssertFits(ReadOnlySpan<int> counts, ReadOnlySpan<double> probabilities)
    {
        int total = 0;
        foreach (int count in counts)
        {
            total += count;
        }

        double statistic = 0;
        int cells = 0;
        double restExpected = 0;
        int restCount = 0;
        for (int i = 0; i < counts.Length; i++)
        {
            double expected = probabilities[i] * total;
            if (expected < 5)
            {
                restExpected += expected;
                restCount += counts[i];
                continue;
            }

            cells++;
            statistic += (counts[i] - expected) * (counts[i] - expected) / expected;
        }

        if (restExpected >= 5)
        {
            cells++;
            statistic += (restCount - restExpected) * (restCount - restExpected) / restExpected;
        }
        else
        {
            Assert.True(restCount <= 5 + 6 * Math.Sqrt(restExpected), $"{restCount} draws of cells that expect {restExpected}.");
        }

        int freedom = cells - 1;
        Assert.True(statistic <= freedom + 6 * Math.Sqrt(2.0 * freedom), $"Chi-square is {statistic} at {freedom} degrees of freedom.");
    }
}
