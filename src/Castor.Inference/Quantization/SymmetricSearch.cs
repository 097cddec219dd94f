using System.Runtime.Intrinsics;

namespace Castor.Inference.Quantization;

/// <summary>
/// Finds how a super-block of Q6_K is best written: an element is d * scale * q with q from -32 to 31 and 16 sub-blocks of 16 that each have a signed 8-bit
/// scale.
/// </summary>
/// <remarks>The same way as <see cref="AffineSearch"/>, with a lane of two vectors for each sub-block and errors weighted by x^2.</remarks>
internal sealed class SymmetricSearch
{
    private const int SubBlocks = 16;
    private const int SubBlock = 16;
    private const int Lanes = 8;
    private const int Groups = SubBlocks / Lanes;
    private const float LeastLevel = -32;
    private const float GreatestLevel = 31;
    private const float LeastScale = -128;
    private const float GreatestScale = 127;

    private readonly Vector256<float>[] _values = new Vector256<float>[Groups * SubBlock];
    private readonly byte[] _quants = new byte[SubBlocks * SubBlock];
    private readonly sbyte[] _scales = new sbyte[SubBlocks];

    /// <summary>d, as f16 has it.</summary>
    public float Scale { get; private set; }

    /// <summary>The 8-bit scales.</summary>
    public ReadOnlySpan<sbyte> Scales => _scales;

    /// <summary>The levels of the 256 elements, in their order, each 32 more than it stands for.</summary>
    public ReadOnlySpan<byte> Quants => _quants;

    public void Run(ReadOnlySpan<float> values)
    {
        Load(values);
        Vector256<float> first = FitSubBlocks(0);
        Vector256<float> second = FitSubBlocks(1);
        float farthest = 0;
        for (int i = 0; i < Lanes; i++)
        {
            farthest = MathF.Abs(first[i]) > MathF.Abs(farthest) ? first[i] : farthest;
            farthest = MathF.Abs(second[i]) > MathF.Abs(farthest) ? second[i] : farthest;
        }

        Written best = Round(first, second, farthest / LeastScale);
        for (int round = 0; round < 2; round++)
        {
            Written again = Round(best.First * best.D, best.Second * best.D, FitSuperBlock(best));
            if (!(again.Error < best.Error))
            {
                break;
            }

            best = again;
        }

        Keep(best);
    }

    private static Vector256<float> Inverse(Vector256<float> lanes) =>
        Vector256.ConditionalSelect(Vector256.Equals(lanes, Vector256<float>.Zero), Vector256<float>.Zero, Vector256<float>.One / lanes);

    private static Vector256<float> Level(Vector256<float> value, Vector256<float> inverse) =>
        Vector256.Min(Vector256.Max(Vector256.Round(value * inverse), Vector256.Create(LeastLevel)), Vector256.Create(GreatestLevel));

    private static Vector256<float> EightBits(Vector256<float> wanted) =>
        Vector256.Min(Vector256.Max(Vector256.Round(wanted), Vector256.Create(LeastScale)), Vector256.Create(GreatestScale));

    private void Load(ReadOnlySpan<float> values)
    {
        for (int group = 0; group < Groups; group++)
        {
            ReadOnlySpan<float> source = values[(group * Lanes * SubBlock)..];
            for (int i = 0; i < SubBlock; i++)
            {
                _values[(group * SubBlock) + i] = Vector256.Create(
                    source[i],
                    source[i + SubBlock],
                    source[i + (2 * SubBlock)],
                    source[i + (3 * SubBlock)],
                    source[i + (4 * SubBlock)],
                    source[i + (5 * SubBlock)],
                    source[i + (6 * SubBlock)],
                    source[i + (7 * SubBlock)]);
            }
        }
    }

    private ReadOnlySpan<Vector256<float>> Group(int group) => _values.AsSpan(group * SubBlock, SubBlock);

    /// <summary>The best step of each sub-block by itself.</summary>
    private Vector256<float> FitSubBlocks(int group)
    {
        Vector256<float> farthest = default;
        foreach (Vector256<float> x in Group(group))
        {
            farthest = Vector256.ConditionalSelect(Vector256.GreaterThan(Vector256.Abs(x), Vector256.Abs(farthest)), x, farthest);
        }

        Vector256<float> inverse = Inverse(farthest);
        Vector256<float> best = default;
        Vector256<float> bestGain = default;
        for (int i = -10; i <= 10; i++)
        {
            Improve(group, Vector256.Create(LeastLevel - (i * 0.1f)) * inverse, ref best, ref bestGain);
        }

        for (int i = 0; i < 2; i++)
        {
            Improve(group, Inverse(best), ref best, ref bestGain);
        }

        return best;
    }

    /// <summary>Rounds to levels and fits the step to them; kept where it takes more off the error than the best so far.</summary>
    private void Improve(int group, Vector256<float> inverse, ref Vector256<float> best, ref Vector256<float> bestGain)
    {
        Vector256<float> sumQq = default;
        Vector256<float> sumXq = default;
        foreach (Vector256<float> x in Group(group))
        {
            Vector256<float> q = Level(x, inverse);
            Vector256<float> wq = x * x * q;
            sumQq += wq * q;
            sumXq += wq * x;
        }

        Vector256<float> step = sumXq * Inverse(sumQq);
        Vector256<float> gain = step * sumXq;
        Vector256<float> take = Vector256.GreaterThan(gain, bestGain);
        best = Vector256.ConditionalSelect(take, step, best);
        bestGain = Vector256.ConditionalSelect(take, gain, bestGain);
    }

    /// <summary>The best 8-bit scales next to those wanted, for a d.</summary>
    private Written Round(Vector256<float> first, Vector256<float> second, float d)
    {
        d = (float)(Half)d;
        (first, Vector256<float> firstError) = Round(0, first, d);
        (second, Vector256<float> secondError) = Round(1, second, d);
        float error = 0;
        for (int i = 0; i < Lanes; i++)
        {
            error += firstError[i] + secondError[i];
        }

        return new Written(d, first, second, error);
    }

    private (Vector256<float> Scale, Vector256<float> Error) Round(int group, Vector256<float> wanted, float d)
    {
        Vector256<float> middle = d == 0 ? default : EightBits(wanted / d);
        Vector256<float> best = middle;
        Vector256<float> bestError = Vector256.Create(float.PositiveInfinity);
        for (int i = -1; i <= 1; i++)
        {
            Vector256<float> scale = EightBits(middle + Vector256.Create((float)i));
            Vector256<float> step = scale * d;
            Vector256<float> inverse = Inverse(step);
            Vector256<float> error = default;
            foreach (Vector256<float> x in Group(group))
            {
                Vector256<float> difference = x * ((Level(x, inverse) * step) - x);
                error += difference * difference;
            }

            Vector256<float> take = Vector256.LessThan(error, bestError);
            best = Vector256.ConditionalSelect(take, scale, best);
            bestError = Vector256.ConditionalSelect(take, error, bestError);
        }

        return (best, bestError);
    }

    /// <summary>The d that fits the levels of what is written best.</summary>
    private float FitSuperBlock(Written written)
    {
        double aa = 0;
        double ax = 0;
        for (int group = 0; group < Groups; group++)
        {
            Vector256<float> scale = group == 0 ? written.First : written.Second;
            Vector256<float> inverse = Inverse(scale * written.D);
            Vector256<float> sumAa = default;
            Vector256<float> sumAx = default;
            foreach (Vector256<float> x in Group(group))
            {
                Vector256<float> a = scale * Level(x, inverse);
                sumAa += x * x * a * a;
                sumAx += x * x * a * x;
            }

            for (int i = 0; i < Lanes; i++)
            {
                aa += sumAa[i];
                ax += sumAx[i];
            }
        }

        return aa > 0 ? (float)(ax / aa) : written.D;
    }

    private void Keep(Written written)
    {
        Scale = written.D;
        for (int group = 0; group < Groups; group++)
        {
            Vector256<float> scale = group == 0 ? written.First : written.Second;
            Vector256<float> inverse = Inverse(scale * written.D);
            ReadOnlySpan<Vector256<float>> values = Group(group);
            for (int lane = 0; lane < Lanes; lane++)
            {
                _scales[(group * Lanes) + lane] = (sbyte)scale[lane];
            }

            for (int i = 0; i < SubBlock; i++)
            {
                Vector256<float> q = Level(values[i], inverse);
                for (int lane = 0; lane < Lanes; lane++)
                {
                    _quants[(((group * Lanes) + lane) * SubBlock) + i] = (byte)(q[lane] - LeastLevel);
                }
            }
        }
    }

    /// <summary>d, the 8-bit scales of the sub-blocks, and the error of all.</summary>
    private readonly record struct Written(float D, Vector256<float> First, Vector256<float> Second, float Error);
}
