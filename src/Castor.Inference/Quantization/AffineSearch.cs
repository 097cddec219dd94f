using System.Runtime.Intrinsics;

namespace Castor.Inference.Quantization;

/// <summary>
/// Finds how a super-block of Q4_K or Q5_K is best written: an element is d * scale * q - dmin * minimum, with 8 sub-blocks of 32 that each have a 6-bit
/// scale and minimum.
/// </summary>
/// <remarks>
/// The error is the sum of (rms + |x|) * (written - x)^2: errors of large weights cost more. First each sub-block is fitted by itself (several roundings,
/// each with its least squares, and the best one improved by turns of rounding and fitting), then d and dmin are taken from the extremes, and the 6-bit
/// values beside the rounded ones are tried by their true error; d and dmin are fitted anew and the trial is repeated. A lane of a vector is a sub-block, so
/// that nothing is summed across lanes and the result is the same on every machine.
/// </remarks>
internal sealed class AffineSearch(int levels)
{
    private const int SubBlocks = 8;
    private const int SubBlock = 32;
    private const float LargestScale = 63;

    private readonly Vector256<float>[] _values = new Vector256<float>[SubBlock];
    private readonly Vector256<float>[] _weights = new Vector256<float>[SubBlock];
    private readonly Vector256<float> _levels = Vector256.Create((float)levels);
    private readonly byte[] _quants = new byte[SubBlocks * SubBlock];
    private readonly byte[] _scales = new byte[SubBlocks];
    private readonly byte[] _minima = new byte[SubBlocks];

    private Vector256<float> _sumW;
    private Vector256<float> _sumX;
    private Vector256<float> _sumXx;

    /// <summary>d, as f16 has it.</summary>
    public float Scale { get; private set; }

    /// <summary>dmin, as f16 has it.</summary>
    public float Minimum { get; private set; }

    /// <summary>The 6-bit scales.</summary>
    public ReadOnlySpan<byte> Scales => _scales;

    /// <summary>The 6-bit minima.</summary>
    public ReadOnlySpan<byte> Minima => _minima;

    /// <summary>The levels of the 256 elements, in their order.</summary>
    public ReadOnlySpan<byte> Quants => _quants;

    public void Run(ReadOnlySpan<float> values)
    {
        Load(values);
        (Vector256<float> scale, Vector256<float> offset) = FitSubBlocks();
        AffineBlock best = Round(scale, -offset, Largest(scale) / LargestScale, Largest(-offset) / LargestScale);
        for (int round = 0; round < 2; round++)
        {
            (float d, float dmin) = FitSuperBlock(best);
            AffineBlock again = Round(best.Step, best.Offset, d, dmin);
            if (!(again.TotalError < best.TotalError))
            {
                break;
            }

            best = again;
        }

        Keep(best);
    }

    private static float Largest(Vector256<float> lanes)
    {
        float largest = 0;
        for (int i = 0; i < SubBlocks; i++)
        {
            largest = MathF.Max(largest, lanes[i]);
        }

        return largest;
    }

    private static Vector256<float> Inverse(Vector256<float> lanes) =>
        Vector256.ConditionalSelect(Vector256.GreaterThan(lanes, Vector256<float>.Zero), Vector256<float>.One / lanes, Vector256<float>.Zero);

    private void Load(ReadOnlySpan<float> values)
    {
        Vector256<float> squares = default;
        for (int i = 0; i < SubBlock; i++)
        {
            _values[i] = Vector256.Create(
                values[i],
                values[i + SubBlock],
                values[i + (2 * SubBlock)],
                values[i + (3 * SubBlock)],
                values[i + (4 * SubBlock)],
                values[i + (5 * SubBlock)],
                values[i + (6 * SubBlock)],
                values[i + (7 * SubBlock)]);
            squares += _values[i] * _values[i];
        }

        Vector256<float> rms = Vector256.Sqrt(squares / SubBlock);
        _sumW = _sumX = _sumXx = default;
        for (int i = 0; i < SubBlock; i++)
        {
            Vector256<float> x = _values[i];
            Vector256<float> w = rms + Vector256.Abs(x);
            _weights[i] = w;
            _sumW += w;
            _sumX += w * x;
            _sumXx += w * x * x;
        }
    }

    /// <summary>The best scale and offset (at most zero) of each sub-block by itself.</summary>
    private (Vector256<float> Scale, Vector256<float> Offset) FitSubBlocks()
    {
        Vector256<float> least = default;
        Vector256<float> greatest = _values[0];
        foreach (Vector256<float> x in _values)
        {
            least = Vector256.Min(least, x);
            greatest = Vector256.Max(greatest, x);
        }

        Vector256<float> step = (greatest - least) / _levels;
        Vector256<float> inverse = Inverse(greatest - least);
        var best = new Fit(step, least, Error(step, -least));
        for (int i = -10; i <= 10; i++)
        {
            best = Better(best, Solve((_levels + Vector256.Create(i * 0.1f)) * inverse, least));
        }

        for (int i = 0; i < 3; i++)
        {
            best = Better(best, Solve(Inverse(best.Scale), best.Offset));
        }

        return (best.Scale, best.Offset);
    }

    /// <summary>Rounds to levels by a scale and an offset, and fits scale and offset to those levels by least squares.</summary>
    private Fit Solve(Vector256<float> inverse, Vector256<float> offset)
    {
        Vector256<float> sumQ = default;
        Vector256<float> sumQq = default;
        Vector256<float> sumXq = default;
        for (int i = 0; i < SubBlock; i++)
        {
            Vector256<float> x = _values[i];
            Vector256<float> q = Level(x - offset, inverse);
            Vector256<float> wq = _weights[i] * q;
            sumQ += wq;
            sumQq += wq * q;
            sumXq += wq * x;
        }

        Vector256<float> determinant = (_sumW * sumQq) - (sumQ * sumQ);
        Vector256<float> fittedOffset = ((sumQq * _sumX) - (sumQ * sumXq)) / determinant;
        Vector256<float> fittedScale = ((_sumW * sumXq) - (_sumX * sumQ)) / determinant;

        // What cannot be written, an offset above zero, is fitted without an offset.
        Vector256<float> free = Vector256.LessThanOrEqual(fittedOffset, Vector256<float>.Zero);
        fittedOffset = Vector256.ConditionalSelect(free, fittedOffset, Vector256<float>.Zero);
        fittedScale = Vector256.ConditionalSelect(free, fittedScale, sumXq * Inverse(sumQq));
        Vector256<float> error = _sumXx + (fittedScale * fittedScale * sumQq) + (fittedOffset * fittedOffset * _sumW)
            + (2 * ((fittedScale * fittedOffset * sumQ) - (fittedScale * sumXq) - (fittedOffset * _sumX)));
        return new Fit(fittedScale, fittedOffset, error);
    }

    private static Fit Better(Fit one, Fit other)
    {
        Vector256<float> take = Vector256.LessThan(other.Error, one.Error) & Vector256.GreaterThanOrEqual(other.Scale, Vector256<float>.Zero);
        return new Fit(
            Vector256.ConditionalSelect(take, other.Scale, one.Scale),
            Vector256.ConditionalSelect(take, other.Offset, one.Offset),
            Vector256.ConditionalSelect(take, other.Error, one.Error));
    }

    /// <summary>The best 6-bit scales and minima next to those wanted, for a d and a dmin.</summary>
    private AffineBlock Round(Vector256<float> wantedScale, Vector256<float> wantedMinimum, float d, float dmin)
    {
        d = (float)(Half)d;
        dmin = (float)(Half)dmin;
        Vector256<float> scale = SixBits(wantedScale, d);
        Vector256<float> minimum = SixBits(wantedMinimum, dmin);
        var best = new AffineBlock(d, dmin, scale, minimum, Vector256.Create(float.PositiveInfinity));
        for (int i = -1; i <= 1; i++)
        {
            for (int j = -1; j <= 1; j++)
            {
                Vector256<float> s = SixBits(scale + Vector256.Create((float)i), 1);
                Vector256<float> m = SixBits(minimum + Vector256.Create((float)j), 1);
                Vector256<float> error = Error(s * d, m * dmin);
                Vector256<float> take = Vector256.LessThan(error, best.Error);
                best = best with
                {
                    Scale = Vector256.ConditionalSelect(take, s, best.Scale),
                    Minimum = Vector256.ConditionalSelect(take, m, best.Minimum),
                    Error = Vector256.ConditionalSelect(take, error, best.Error),
                };
            }
        }

        return best;
    }

    private static Vector256<float> SixBits(Vector256<float> wanted, float unit) => unit > 0
        ? Vector256.Min(Vector256.Max(Vector256.Round(wanted / unit), Vector256<float>.Zero), Vector256.Create(LargestScale))
        : Vector256<float>.Zero;

    private Vector256<float> Error(Vector256<float> step, Vector256<float> minimum)
    {
        Vector256<float> inverse = Inverse(step);
        Vector256<float> error = default;
        for (int i = 0; i < SubBlock; i++)
        {
            Vector256<float> x = _values[i];
            Vector256<float> difference = (Level(x + minimum, inverse) * step) - minimum - x;
            error += _weights[i] * difference * difference;
        }

        return error;
    }

    /// <summary>The d and dmin that fit the levels of what is written best.</summary>
    private (float D, float Dmin) FitSuperBlock(AffineBlock written)
    {
        Vector256<float> inverse = Inverse(written.Step);
        Vector256<float> sumQ = default;
        Vector256<float> sumQq = default;
        Vector256<float> sumXq = default;
        for (int i = 0; i < SubBlock; i++)
        {
            Vector256<float> q = Level(_values[i] + written.Offset, inverse);
            Vector256<float> wq = _weights[i] * q;
            sumQ += wq;
            sumQq += wq * q;
            sumXq += wq * _values[i];
        }

        double aa = 0, ab = 0, bb = 0, ax = 0, bx = 0;
        for (int i = 0; i < SubBlocks; i++)
        {
            double s = written.Scale[i];
            double m = written.Minimum[i];
            aa += s * s * sumQq[i];
            ab += s * m * sumQ[i];
            bb += m * m * _sumW[i];
            ax += s * sumXq[i];
            bx += m * _sumX[i];
        }

        double determinant = (aa * bb) - (ab * ab);
        double dmin = determinant > 0 ? ((ab * ax) - (aa * bx)) / determinant : 0;
        return dmin > 0
            ? ((float)(((ax * bb) - (ab * bx)) / determinant), (float)dmin)
            : (aa > 0 ? (float)(ax / aa) : 0, 0);
    }

    private void Keep(AffineBlock written)
    {
        Scale = written.D;
        Minimum = written.Dmin;
        for (int i = 0; i < SubBlocks; i++)
        {
            _scales[i] = (byte)written.Scale[i];
            _minima[i] = (byte)written.Minimum[i];
        }

        Vector256<float> inverse = Inverse(written.Step);
        for (int i = 0; i < SubBlock; i++)
        {
            Vector256<float> q = Level(_values[i] + written.Offset, inverse);
            for (int lane = 0; lane < SubBlocks; lane++)
            {
                _quants[(lane * SubBlock) + i] = (byte)q[lane];
            }
        }
    }

    private Vector256<float> Level(Vector256<float> above, Vector256<float> inverse) =>
        Vector256.Min(Vector256.Max(Vector256.Round(above * inverse), Vector256<float>.Zero), _levels);

    /// <summary>A scale and an offset for each sub-block, and their error.</summary>
    private readonly record struct Fit(Vector256<float> Scale, Vector256<float> Offset, Vector256<float> Error);
}
