using Castor.Inference.Sampling;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Sampling;

/// <summary>Top-k, the nucleus and the passes over logits, each against what a sort or a plain loop finds.</summary>
public sealed class SelectionPropertyTests
{
    private static readonly Config s_config = Config.QuickThrowOnFailure.WithReplay(20261121, 13).WithMaxTest(500);

    private static readonly Arbitrary<(int Seed, int Length, int Count)> s_cases =
        (from seed in Gen.Choose(0, int.MaxValue)
         from length in Gen.Choose(1, 700)
         from count in Gen.Choose(1, 80)
         select (seed, length, count)).ToArbitrary();

    [Fact]
    public void Select_AnyLogits_FindsWhatASortFinds()
    {
        // One selector for all cases, so that nothing of the last one may be left over.
        TopTokens top = new();
        Check.One(s_config, Prop.ForAll(s_cases, c =>
        {
            float[] logits = RandomLogits.Rough(c.Seed, c.Length);
            int[] expected = [.. Enumerable.Range(0, c.Length).Where(i => logits[i] > float.NegativeInfinity).OrderByDescending(i => logits[i]).Take(c.Count)];

            top.Select(logits, c.Count);

            Assert.Equal(expected, top.Ids);
            Assert.Equal(expected.Select(i => logits[i]), top.Logits.ToArray());
        }));
    }

    [Fact]
    public void Threshold_AnyWeights_IsWhereTheSortedSumReachesTheMass() => Check.One(s_config, Prop.ForAll(s_cases, c =>
    {
        SeededDraws draws = new(c.Seed, 1);
        float[] weights = [.. RandomLogits.Rough(c.Seed, c.Length).Select(l => float.IsFinite(l) ? MathF.Exp(l) : 0)];
        double mass = weights.Sum(w => (double)w) * c.Count / 80;
        if (mass == 0)
        {
            return;
        }

        float threshold = Nucleus.Threshold([.. weights], mass, out double above);

        // Sums in another order differ in their last bits.
        Assert.Equal(weights.Where(w => w > threshold).Sum(w => (double)w), above, 1e-9 * mass + 1e-12);
        Assert.True(above < mass);
        Assert.True(weights.Where(w => w >= threshold).Sum(w => (double)w) >= mass * (1 - 1e-9));
        Assert.Contains(threshold, weights);
    }));

    [Fact]
    public void Max_AnyLogits_IsWhatALoopFinds() => Check.One(s_config, Prop.ForAll(s_cases, c =>
    {
        float[] logits = RandomLogits.Rough(c.Seed, c.Length);
        int expected = -1;
        for (int i = 0; i < logits.Length; i++)
        {
            if (logits[i] > (expected < 0 ? float.NegativeInfinity : logits[expected]))
            {
                expected = i;
            }
        }

        Assert.Equal(expected, LogitVectors.ArgMax(logits));
        Assert.Equal(expected < 0 ? float.NegativeInfinity : logits[expected], LogitVectors.Max(logits));
    }));

    [Fact]
    public void LogSumExp_AnyLogits_IsWhatDoublesGive() => Check.One(s_config, Prop.ForAll(s_cases, c =>
    {
        float[] logits = RandomLogits.Rough(c.Seed, c.Length);
        double sum = logits.Where(l => !float.IsNaN(l)).Sum(l => Math.Exp(l));
        if (sum > 0)
        {
            Assert.Equal(Math.Log(sum), LogitVectors.LogSumExp(logits), 1e-5);
        }
    }));

    [Fact]
    public void Exponentiate_AnyLogits_GivesTheWeightsAndTheirSum() => Check.One(s_config, Prop.ForAll(s_cases, c =>
    {
        float[] logits = RandomLogits.Rough(c.Seed, c.Length);
        float max = Math.Max(LogitVectors.Max(logits), -100);
        float[] weights = new float[c.Length];

        double sum = LogitVectors.Exponentiate(logits, max, 2, weights);

        double expectedSum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double expected = float.IsNaN(logits[i]) ? 0 : Math.Exp((logits[i] - max) * 2.0);
            expectedSum += expected;
            Assert.Equal(expected, weights[i], 1e-6);
        }

        Assert.Equal(expectedSum, sum, 1e-5 * (1 + expectedSum));
    }));

    [Fact]
    public void Mask_AnyBits_LeavesTheAllowedLogitsOnly() => Check.One(s_config, Prop.ForAll(s_cases, c =>
    {
        SeededDraws draws = new(c.Seed, 2);
        float[] logits = RandomLogits.Bell(c.Seed, c.Length, 3);
        ulong[] allowed = new ulong[(c.Count + 5) / 6];
        for (int i = 0; i < allowed.Length; i++)
        {
            double kind = draws[2 * i];
            allowed[i] = kind < 0.2 ? 0 : kind < 0.4 ? ulong.MaxValue : BitConverter.DoubleToUInt64Bits(draws[2 * i + 1]);
        }

        float[] masked = [.. logits];
        LogitVectors.Mask(masked, allowed);

        for (int i = 0; i < logits.Length; i++)
        {
            bool isAllowed = i / 64 < allowed.Length && (allowed[i / 64] >> (i % 64) & 1) == 1;
            Assert.Equal(isAllowed ? logits[i] : float.NegativeInfinity, masked[i]);
        }
    }));
}
