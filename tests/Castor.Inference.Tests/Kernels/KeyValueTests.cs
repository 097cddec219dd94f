using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Scalar;
using Castor.Inference.KvCaches;

namespace Castor.Inference.Tests.Kernels;

/// <summary>Every tier's storing of keys and values and its attention to them, in both types: against doubles of what was stored, the plain tier, and itself alone.</summary>
public sealed unsafe class KeyValueTests
{
    private const int Positions = KvLayout.PageLength;

    public static TheoryData<string, KvCacheType> TiersAndTypes()
    {
        TheoryData<string, KvCacheType> data = [];
        foreach (KernelSet tier in KernelTiers.Available)
        {
            data.Add(tier.Name, KvCacheType.F16);
            data.Add(tier.Name, KvCacheType.Q8_0);
        }

        return data;
    }

    public static TheoryData<string> Tiers() => [.. KernelTiers.Available.Select(t => t.Name)];

    [Theory]
    [MemberData(nameof(TiersAndTypes))]
    public void Attention_StoredNumbers_IsNearDoubles(string tier, KvCacheType type)
    {
        foreach ((int queryCount, int headDim) in ((int, int)[])[(1, 32), (4, 64), (7, 256), (32, 128), (2, 512)])
        {
            using StoredPage page = new(KernelTiers.Choose(tier), type, queryCount, headDim);
            float[] scores = page.Score(0, queryCount);
            float[] outputs = page.AddValues(0, queryCount, 3, 58);

            // A byte is half a step off at most, and random numbers reach two and a half deviations: 0.6% of a number.
            double limit = type == KvCacheType.F16 ? 5e-4 : 0.01;
            double scoreError = StoredPage.Distance(scores, (q, p) => page.Dot(q, p), queryCount, Positions);
            double outputError = StoredPage.Distance(outputs, (q, d) => page.Sum(q, d, 3, 58), queryCount, headDim);
            Assert.True(scoreError < limit, $"{queryCount} x {headDim}: scores {scoreError}");
            Assert.True(outputError < limit, $"{queryCount} x {headDim}: outputs {outputError}");
        }
    }

    [Theory]
    [MemberData(nameof(TiersAndTypes))]
    public void Attention_StoredNumbers_IsNearThePlainTiers(string tier, KvCacheType type)
    {
        foreach ((int queryCount, int headDim) in ((int, int)[])[(1, 32), (4, 64), (7, 256), (32, 128)])
        {
            using StoredPage page = new(KernelTiers.Choose(tier), type, queryCount, headDim);
            using StoredPage plain = new(new ScalarKernels(), type, queryCount, headDim);

            AssertNear(plain.Score(0, queryCount), page.Score(0, queryCount));
            AssertNear(plain.AddValues(0, queryCount, 5, 37), page.AddValues(0, queryCount, 5, 37));
        }
    }

    [Theory]
    [MemberData(nameof(TiersAndTypes))]
    public void Attention_OneQueryAmongOthers_IsBitForBitTheSame(string tier, KvCacheType type)
    {
        const int QueryCount = 11;
        const int HeadDim = 96;
        using StoredPage page = new(KernelTiers.Choose(tier), type, QueryCount, HeadDim);
        float[] scores = page.Score(0, QueryCount);
        float[] outputs = page.AddValues(0, QueryCount, 1, 63);

        for (int q = 0; q < QueryCount; q++)
        {
            Assert.Equal(scores[(q * Positions)..((q + 1) * Positions)], page.Score(q, 1));
            Assert.Equal(outputs[(q * HeadDim)..((q + 1) * HeadDim)], page.AddValues(q, 1, 1, 63));
        }
    }

    [Theory]
    [MemberData(nameof(Tiers))]
    public void StoreBytes_EveryMagnitude_IsThePlainTiersAndWithinHalfAStep(string tier)
    {
        SeededNumbers numbers = new(17);
        float* x = stackalloc float[32];
        sbyte* bytes = stackalloc sbyte[32];
        sbyte* plain = stackalloc sbyte[32];
        sbyte* strided = stackalloc sbyte[32 * 16];
        for (int magnitude = -48; magnitude < 40; magnitude++)
        {
            for (int i = 0; i < 32; i++)
            {
                x[i] = numbers.Normal() * MathF.Pow(2, magnitude);
            }

            ushort scale = KernelTiers.Choose(tier).StoreBytes(x, bytes, 1);
            Assert.Equal(scale, KernelTiers.Choose(tier).StoreBytes(x, strided, 16));
            Assert.Equal(scale, new ScalarKernels().StoreBytes(x, plain, 1));
            float step = (float)BitConverter.UInt16BitsToHalf(scale);
            for (int i = 0; i < 32; i++)
            {
                Assert.Equal(plain[i], bytes[i]);
                Assert.Equal(plain[i], strided[i * 16]);

                // Where the scale is a normal f16 number.
                if (magnitude is > -6 and < 16)
                {
                    Assert.True(MathF.Abs(x[i] - bytes[i] * step) <= 0.56f * step, $"{x[i]} became {bytes[i]} x {step}");
                }
            }
        }
    }

    private static void AssertNear(float[] expected, float[] actual)
    {
        float largest = expected.Max(MathF.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(MathF.Abs(expected[i] - actual[i]) <= 1e-5f * largest, $"at {i}: {expected[i]} and {actual[i]}");
        }
    }
}
