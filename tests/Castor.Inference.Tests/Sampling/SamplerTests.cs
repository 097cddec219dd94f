using Castor.Inference.Sampling;

namespace Castor.Inference.Tests.Sampling;

public sealed class SamplerTests
{
    [Fact]
    public void Sample_AtTemperatureZero_TakesTheLowestOfTheLikeliest()
    {
        float[] logits = RandomLogits.Bell(1, 5000, 3);
        logits[4000] = logits[123] = logits[4999] = 50;

        Assert.Equal(123, Sample(new SamplingOptions { Temperature = 0, Seed = 9 }, logits).Token);
    }

    [Theory]
    [InlineData(1e-6f)]
    [InlineData(1e-30f)]
    [InlineData(float.Epsilon)]
    public void Sample_AtATinyTemperature_TakesTheLikeliest(float temperature) =>
        Assert.Equal(2, Sample(new SamplingOptions { Temperature = temperature }, [1, -5, 1.5f, 1.4f]).Token);

    [Fact]
    public void Sample_GreedyWithPenalties_TakesTurns()
    {
        Sampler sampler = new(new SamplingOptions { Temperature = 0, FrequencyPenalty = 1 }, 0, 3);
        int[] drawn = [.. Enumerable.Range(0, 6).Select(_ => sampler.Sample([2.5f, 2f, 0.5f]).Token)];

        // 2.5 2 | 1.5 2 | 1.5 1 | 0.5 1 | 0.5 0 0.5 | -0.5 0 0.5
        Assert.Equal([0, 1, 0, 1, 0, 2], drawn);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Sample_Suppressed_IsNeverDrawnAndToldAllTheSame(float temperature)
    {
        Sampler sampler = new(new SamplingOptions { Temperature = temperature, Suppressed = [1, 2], LogProbabilities = 1 }, 0, 4);
        TokenLogProbability[] top = new TokenLogProbability[1];
        for (int i = 0; i < 50; i++)
        {
            Assert.Contains(sampler.Sample([2, 9, 3, 1], top: top).Token, (int[])[0, 3]);
            Assert.Equal(1, top[0].Token);
        }
    }

    [Fact]
    public void Sample_WithTopK_AppliesPenaltiesBeforeIt()
    {
        Sampler sampler = new(new SamplingOptions { TopK = 1, PresencePenalty = 2 }, 0, 3);

        Assert.Equal(1, sampler.Sample([1, 3, 2]).Token);
        Assert.Equal(2, sampler.Sample([1, 3, 2]).Token);
    }

    [Fact]
    public void Sample_WithTopP_AppliesTheTemperatureBeforeIt()
    {
        // At temperature 1 the first token alone has 0.6 of the probability; at 4 it has less than half and the second one is in.
        float[] logits = [MathF.Log(0.6f), MathF.Log(0.3f), MathF.Log(0.1f)];
        HashSet<int> cold = Support(new SamplingOptions { TopP = 0.5f }, logits);
        HashSet<int> warm = Support(new SamplingOptions { TopP = 0.5f, Temperature = 4 }, logits);

        Assert.Equal([0], cold);
        Assert.Equal([0, 1], warm.Order());
    }

    [Fact]
    public void Sample_WithTopKAndTopP_TakesTheShareOfWhatTopKLeft()
    {
        // Of all four the first two have 0.7; of the two that top-k leaves the first has 0.57, so that 0.55 is reached by it alone.
        float[] logits = [MathF.Log(0.4f), MathF.Log(0.3f), MathF.Log(0.2f), MathF.Log(0.1f)];

        Assert.Equal([0], Support(new SamplingOptions { TopK = 2, TopP = 0.55f }, logits));
        Assert.Equal([0, 1], Support(new SamplingOptions { TopP = 0.55f }, logits).Order());
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    public void Sample_UnderAMaskOfOneToken_DrawsIt(float temperature)
    {
        ulong[] allowed = new ulong[5];
        allowed[4] = 1UL << 7;

        Assert.Equal(4 * 64 + 7, Sample(new SamplingOptions { Temperature = temperature, TopK = 40 }, RandomLogits.Bell(2, 300, 3), allowed).Token);
    }

    [Theory]
    [InlineData(0, 0, 1f)]
    [InlineData(1, 5, 1f)]
    [InlineData(1, 0, 1f)]
    [InlineData(1, 0, 0.5f)]
    public void Sample_WhereNoTokenIsPossible_Throws(float temperature, int topK, float topP)
    {
        SamplingOptions options = new() { Temperature = temperature, TopK = topK, TopP = topP };

        Assert.Throws<InvalidOperationException>(() => Sample(options, new float[100], [0, 0]));
        Assert.Throws<InvalidOperationException>(() => Sample(options, [.. Enumerable.Repeat(float.NaN, 100)]));
    }

    [Fact]
    public void Sample_WithLogProbabilities_TellsThoseOfTheRawLogits()
    {
        float[] logits = [1, 3, 2, -1];
        double logSum = Math.Log(logits.Sum(l => Math.Exp(l)));
        Sampler sampler = new(new SamplingOptions { Temperature = 0, PresencePenalty = 3, LogProbabilities = 2 }, 0, 4);
        TokenLogProbability[] top = new TokenLogProbability[2];

        sampler.Sample([.. logits], default, top);
        TokenLogProbability again = sampler.Sample([.. logits], [0b1010], top);

        // Penalised and beside one other token only, token 1 is still the likelier one; what is told of it knows neither.
        Assert.Equal(1, again.Token);
        Assert.Equal(3 - logSum, again.LogProbability, 1e-5);
        Assert.Equal([1, 2], top.Select(t => t.Token));
        Assert.Equal([3 - logSum, 2 - logSum], top.Select(t => (double)t.LogProbability), Near);
    }

    [Fact]
    public void Sample_WithMoreLogProbabilitiesThanTokens_MarksTheRest()
    {
        TokenLogProbability[] top = new TokenLogProbability[3];

        Sample(new SamplingOptions { LogProbabilities = 3 }, [0, 0], default, top);

        Assert.Equal([0, 1, -1], top.Select(t => t.Token));
    }

    [Fact]
    public void Sample_WithoutLogProbabilities_TellsNone() => Assert.True(float.IsNaN(Sample(new SamplingOptions(), [1, 2]).LogProbability));

    [Fact]
    public void Sample_WithSharedScratch_GivesWhatItGivesAlone()
    {
        SamplerScratch scratch = new(500);
        SamplingOptions[] options =
        [
            new() { Seed = 1, TopK = 40 }, new() { Seed = 2 }, new() { Seed = 3, TopP = 0.9f }, new() { Seed = 4, Temperature = 0 },
            new() { Seed = 5, TopK = 3, PresencePenalty = 1 },
        ];
        Sampler[] beside = [.. options.Select(o => new Sampler(o, 0, scratch))];
        int[][] together = [.. options.Select(_ => new int[30])];
        for (int i = 0; i < 30; i++)
        {
            for (int s = 0; s < options.Length; s++)
            {
                together[s][i] = beside[s].Sample(RandomLogits.Bell(i, 500, 3)).Token;
            }
        }

        for (int s = 0; s < options.Length; s++)
        {
            Sampler alone = new(options[s], 0, 500);
            Assert.Equal(together[s], Enumerable.Range(0, 30).Select(i => alone.Sample(RandomLogits.Bell(i, 500, 3)).Token));
        }
    }

    [Fact]
    public void Sample_OtherStreamsOfASeed_DrawOtherTokens()
    {
        Sampler first = new(new SamplingOptions { Seed = 1 }, 0, 500);
        Sampler second = new(new SamplingOptions { Seed = 1 }, 1, 500);

        Assert.NotEqual(
            Enumerable.Range(0, 10).Select(_ => first.Sample(new float[500]).Token),
            Enumerable.Range(0, 10).Select(_ => second.Sample(new float[500]).Token));
    }

    [Theory]
    [InlineData(0f, 0, 1f, null)]
    [InlineData(1f, 64, 0.95f, null)]
    [InlineData(1f, 0, 1f, null)]
    [InlineData(1f, 0, 0.9f, null)]
    [InlineData(1f, 64, 0.95f, 5)]
    public void Sample_AfterTheFirstTime_AllocatesNothing(float temperature, int topK, float topP, int? logProbabilities)
    {
        SamplingOptions options = new() { Temperature = temperature, TopK = topK, TopP = topP, LogProbabilities = logProbabilities };
        Sampler sampler = new(options, 0, 10_000);
        float[] logits = RandomLogits.Bell(1, 10_000, 3);
        float[] copy = new float[10_000];
        ulong[] allowed = [.. Enumerable.Repeat(0xFFFF_FFFF_FFFF_FFF0, 157)];
        TokenLogProbability[] top = new TokenLogProbability[8];
        long before = 0;
        for (int i = 0; i < 40; i++)
        {
            before = i == 20 ? GC.GetAllocatedBytesForCurrentThread() : before;
            logits.CopyTo(copy, 0);
            sampler.Sample(copy, allowed, top);
        }

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    [Theory]
    [InlineData(-1f, 0, 1f)]
    [InlineData(float.NaN, 0, 1f)]
    [InlineData(1f, -1, 1f)]
    [InlineData(1f, 0, 1.5f)]
    [InlineData(1f, 0, float.NaN)]
    public void Sampler_WithAnOptionOutsideOfItsRange_IsRefused(float temperature, int topK, float topP) =>
        Assert.Throws<ArgumentOutOfRangeException>(
            () => new Sampler(new SamplingOptions { Temperature = temperature, TopK = topK, TopP = topP }, 0, 10));

    private static bool Near(double a, double b) => Math.Abs(a - b) < 1e-5;

    private static HashSet<int> Support(SamplingOptions options, float[] logits)
    {
        Sampler sampler = new(options, 0, logits.Length);
        return [.. Enumerable.Range(0, 500).Select(_ => sampler.Sample([.. logits]).Token)];
    }

    private static TokenLogProbability Sample(
        SamplingOptions options, float[] logits, ReadOnlySpan<ulong> allowed = default, Span<TokenLogProbability> top = default) =>
        new Sampler(options, 0, logits.Length).Sample(logits, allowed, top);
}
