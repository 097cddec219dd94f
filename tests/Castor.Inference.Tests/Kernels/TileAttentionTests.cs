using Castor.Inference.Kernels;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Tests.Kernels;

/// <summary>Attention of prompts by tiles, where a tier has them: against doubles of what was stored, and itself alone.</summary>
public sealed class TileAttentionTests
{
    private const int Positions = KvLayout.PageLength;

    public static TheoryData<string, KvCacheType> TiersAndTypes()
    {
        TheoryData<string, KvCacheType> data = [];
        foreach (KernelSet tier in KernelTiers.Available.Where(t => t.PromptAttention is not null))
        {
            data.Add(tier.Name, KvCacheType.F16);
            data.Add(tier.Name, KvCacheType.Q8_0);
        }

        return data;
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(TiersAndTypes))]
    public void Products_StoredNumbers_IsNearDoubles(string tier, KvCacheType type)
    {
        foreach ((int queryCount, int headDim) in ((int, int)[])[(1, 32), (17, 64), (128, 256), (33, 128), (5, 512)])
        {
            using StoredPage page = new(KernelTiers.Choose(tier), type, queryCount, headDim);
            float[] scores = page.ScoreByTiles(0, queryCount);
            float[] outputs = page.AddValuesByTiles(0, queryCount, 3, 42);

            // bf16 has eight bits: a number is off by 0.4% at most, 0.17% on average.
            double limit = type == KvCacheType.F16 ? 0.004 : 0.01;
            double scoreError = StoredPage.Distance(scores, (q, p) => page.Dot(q, p), queryCount, Positions);
            double outputError = StoredPage.Distance(outputs, (q, d) => page.Sum(q, d, 3, 42), queryCount, headDim);
            Assert.True(scoreError < limit, $"{queryCount} x {headDim}: scores {scoreError}");
            Assert.True(outputError < limit, $"{queryCount} x {headDim}: outputs {outputError}");
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(TiersAndTypes))]
    public void Products_OneQueryAmongOthers_IsBitForBitTheSame(string tier, KvCacheType type)
    {
        const int QueryCount = 45;
        const int HeadDim = 96;
        using StoredPage page = new(KernelTiers.Choose(tier), type, QueryCount, HeadDim);
        float[] scores = page.ScoreByTiles(0, QueryCount);
        float[] outputs = page.AddValuesByTiles(0, QueryCount, 1, 63);

        for (int q = 0; q < QueryCount; q++)
        {
            Assert.Equal(scores[(q * Positions)..((q + 1) * Positions)], page.ScoreByTiles(q, 1));
            Assert.Equal(outputs[(q * HeadDim)..((q + 1) * HeadDim)], page.AddValuesByTiles(q, 1, 1, 63));
        }
    }

    [Theory(SkipTestWithoutData = true)]
    [MemberData(nameof(TiersAndTypes))]
    public void Products_ValuesOutsideTheRange_DoNotCount(string tier, KvCacheType type)
    {
        using StoredPage page = new(KernelTiers.Choose(tier), type, queryCount: 3, headDim: 64);
        float[] expected = page.AddValuesByTiles(0, 3, 9, 30);
        page.Spoil(0, 9);
        page.Spoil(39, Positions);

        Assert.Equal(expected, page.AddValuesByTiles(0, 3, 9, 30));
    }
}
