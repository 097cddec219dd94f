using Castor.Inference.Sampling;

namespace Castor.Inference.Tests.Sampling;

public sealed class SeededDrawsTests
{
    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 0)]
    [InlineData(-1, 3)]
    [InlineData(long.MaxValue, 7)]
    public void Draws_OfOneStream_AreEvenlySpread(long seed, int stream)
    {
        SeededDraws draws = new(seed, stream);

        AssertEven(i => draws[i]);
    }

    [Fact]
    public void Draws_AtOneIndexOfManySeeds_AreEvenlySpread() => AssertEven(seed => new SeededDraws(seed, 0)[0]);

    [Fact]
    public void Draws_AtOneIndexOfManyStreams_AreEvenlySpread() => AssertEven(stream => new SeededDraws(5, stream)[9]);

    [Fact]
    public void Draws_OfNeighbouringStreams_DoNotFollowEachOther()
    {
        const int Side = 8;
        int[] counts = new int[Side * Side];
        SeededDraws first = new(11, 0);
        SeededDraws second = new(11, 1);
        for (int i = 0; i < 40_000; i++)
        {
            counts[(int)(first[i] * Side) * Side + (int)(second[i] * Side)]++;
        }

        ChiSquare.AssertFits(counts, Even(counts.Length));
    }

    [Fact]
    public void Draw_AtAnIndex_DoesNotDependOnTheOrderOfAsking()
    {
        SeededDraws draws = new(3, 1);
        double late = draws[1000];
        double early = draws[0];

        Assert.Equal(early, new SeededDraws(3, 1)[0]);
        Assert.Equal(late, new SeededDraws(3, 1)[1000]);
        Assert.NotEqual(early, late);
    }

    private static void AssertEven(Func<int, double> draw)
    {
        int[] counts = new int[100];
        for (int i = 0; i < 50_000; i++)
        {
            counts[(int)(draw(i) * counts.Length)]++;
        }

        ChiSquare.AssertFits(counts, Even(counts.Length));
    }

    private static double[] Even(int count) => [.. Enumerable.Repeat(1.0 / count, count)];
}
