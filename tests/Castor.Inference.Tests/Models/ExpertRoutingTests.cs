using Castor.Inference.Models.Experts;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Inference.Tests.Models;

/// <summary>Which experts rows are given to, and where they lie then, for any logits.</summary>
public sealed class ExpertRoutingTests
{
    private const int TileRows = 16;

    [Fact]
    public void Choose_AnyLogits_TakesTheLargestWithTheirShares() => ForAnySeed(seed =>
    {
        Case c = new(seed, keepsPromptsApart: false);
        for (int row = 0; row < c.RowCount; row++)
        {
            int[] expected = [.. Enumerable.Range(0, c.Config.Count).OrderByDescending(e => c.Logits[row][e]).Take(c.Config.UsedCount)];
            double[] shares = [.. expected.Select(e => Math.Exp(Case.Scale * (c.Logits[row][e] - c.Logits[row].Max())))];

            float[] weights = c.Routing.WeightsOf(row).ToArray();

            Assert.Equal(expected, c.ExpertsOf(row));
            for (int i = 0; i < weights.Length; i++)
            {
                Assert.Equal(shares[i] / shares.Sum() * c.Factors[expected[i]], weights[i], 1e-5);
            }
        }
    });

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Group_AnyRows_LieByExpertEachInASlotOfItsOwn(bool keepsPromptsApart) => ForAnySeed(seed =>
    {
        Case c = new(seed, keepsPromptsApart);
        int prompts = keepsPromptsApart ? c.PromptCount : 0;
        int[] taken = [.. Enumerable.Range(0, c.RowCount).SelectMany(row => c.Routing.SlotsOf(row).ToArray())];

        Assert.Equal(taken.Length, taken.Distinct().Count());
        Assert.All(taken, slot => Assert.InRange(slot, 0, c.Routing.SlotCapacity - 1));
        Assert.Equal(taken.Length, c.Routing.Active.ToArray().Sum(a => a.PromptCount + a.AnswerCount));
        for (int row = 0; row < c.RowCount; row++)
        {
            Assert.All(c.Routing.SlotsOf(row).ToArray(), slot => Assert.Equal(row < prompts, slot < c.Routing.PromptSlotCount));
        }

        foreach (ExpertRows rows in c.Routing.Active)
        {
            Assert.True(rows.PromptCount == 0 || rows.FirstPrompt % TileRows == 0);
        }
    });

    [Fact]
    public void Choose_LogitsThatAreNoNumbers_TakesEachExpertOnce()
    {
        Case c = new(7, keepsPromptsApart: false, logit: float.NaN);

        Assert.All(Enumerable.Range(0, c.RowCount), row => Assert.Equal(c.Config.UsedCount, c.ExpertsOf(row).Distinct().Count()));
    }

    [Fact]
    public void Choose_EqualLogits_TakesTheFirst()
    {
        Case c = new(7, keepsPromptsApart: false, logit: 1);

        Assert.Equal(Enumerable.Range(0, c.Config.UsedCount), c.ExpertsOf(0));
    }

    private static void ForAnySeed(Action<ulong> check) =>
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.Choose(0, int.MaxValue).ToArbitrary(), seed => check((ulong)seed)));

    /// <summary>Some rows that have been given to experts, in a second step, so that the first one's are forgotten.</summary>
    private sealed unsafe class Case
    {
        public const float Scale = 0.5f;

        public Case(ulong seed, bool keepsPromptsApart, float? logit = null)
        {
            SeededNumbers numbers = new(seed);
            int count = 2 + numbers.Below(40);
            Config = new ExpertConfig(count, 1 + numbers.Below(count), 32);
            RowCount = 1 + numbers.Below(60);
            PromptCount = numbers.Below(RowCount + 1);
            Factors = [.. Enumerable.Range(0, count).Select(_ => 1 + 0.2f * numbers.Normal())];
            Routing = new ExpertRouting(Config, 60, keepsPromptsApart);
            for (int step = 0; step < 2; step++)
            {
                Logits = [.. Enumerable.Range(0, RowCount).Select(_ => Enumerable.Range(0, count).Select(_ => logit ?? 3 * numbers.Normal()).ToArray())];
                for (int row = 0; row < RowCount; row++)
                {
                    fixed (float* logits = Logits[row], factors = Factors)
                    {
                        Routing.Choose(row, logits, Scale, factors);
                    }
                }

                Routing.Group(RowCount, PromptCount);
            }
        }

        public ExpertConfig Config { get; }

        public int RowCount { get; }

        public int PromptCount { get; }

        public float[] Factors { get; }

        public float[][] Logits { get; } = [];

        public ExpertRouting Routing { get; }

        public int[] ExpertsOf(int row) => [.. Routing.SlotsOf(row).ToArray().Select(ExpertAt)];

        private int ExpertAt(int slot) => Assert.Single(
            Routing.Active.ToArray(),
            a => IsIn(slot, a.FirstPrompt, a.PromptCount) || IsIn(slot, a.FirstAnswer, a.AnswerCount)).Expert;

        private static bool IsIn(int slot, int first, int count) => slot >= first && slot < first + count;
    }
}
