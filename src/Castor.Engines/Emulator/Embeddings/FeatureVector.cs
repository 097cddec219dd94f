using System.Runtime.Intrinsics;

namespace Castor.Engines.Emulator.Embeddings;

/// <summary>
/// Signed feature hashing: every feature has a row of random signs, the same everywhere, and adds its weight by them.
/// Each dimension stands for itself, so a shorter vector is the beginning of a longer one but for its norm.
/// </summary>
internal sealed class FeatureVector(int dimensions)
{
    private const int Lanes = 8;
    private const int SignsPerDraw = 64;

    private static readonly float[] s_signs = MakeSigns();

    private readonly Dictionary<ulong, float> _weights = [];

    /// <summary>Adds a feature.</summary>
    public void Add(ulong feature, float weight) =>
        _weights[feature] = _weights.GetValueOrDefault(feature) + weight;

    /// <summary>The vector of all features, of norm 1. A feature that comes often counts by the root of its weight.</summary>
    public float[] ToUnit()
    {
        float[] sums = new float[(dimensions + SignsPerDraw - 1) / SignsPerDraw * SignsPerDraw];
        foreach ((ulong feature, float weight) in _weights)
        {
            AddRow(sums, feature, weight > 1 ? MathF.Sqrt(weight) : weight);
        }

        float[] unit = sums[..dimensions];
        double squares = 0;
        foreach (float value in unit)
        {
            squares += (double)value * value;
        }

        if (squares == 0)
        {
            unit[0] = 1;
            return unit;
        }

        double norm = Math.Sqrt(squares);
        for (int i = 0; i < unit.Length; i++)
        {
            unit[i] = (float)(unit[i] / norm);
        }

        return unit;
    }

    private static void AddRow(float[] sums, ulong feature, float weight)
    {
        var random = new EmulatorRandom(feature);
        var weights = Vector256.Create(weight);
        for (int i = 0; i < sums.Length; i += SignsPerDraw)
        {
            ulong bits = random.NextUInt64();
            for (int j = 0; j < SignsPerDraw; j += Lanes)
            {
                Span<float> target = sums.AsSpan(i + j, Lanes);
                var signs = Vector256.Create<float>(s_signs.AsSpan((int)(byte)bits * Lanes, Lanes));
                (Vector256.Create<float>(target) + (signs * weights)).CopyTo(target);
                bits >>= Lanes;
            }
        }
    }

    /// <summary>The eight signs of each byte.</summary>
    private static float[] MakeSigns()
    {
        float[] signs = new float[256 * Lanes];
        for (int i = 0; i < signs.Length; i++)
        {
            signs[i] = ((i / Lanes) >> (i % Lanes) & 1) != 0 ? 1 : -1;
        }

        return signs;
    }
}
