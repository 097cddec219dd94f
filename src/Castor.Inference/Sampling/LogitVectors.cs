using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Castor.Inference.Sampling;

/// <summary>Passes over a whole vocabulary's logits. A logit that is NaN counts as impossible, as minus infinity does.</summary>
internal static class LogitVectors
{
    // Sums of floats stay exact enough within a block; blocks are added as doubles.
    private const int Block = 4096;

    /// <summary>The largest logit; minus infinity where no token is possible.</summary>
    public static float Max(ReadOnlySpan<float> logits)
    {
        ReadOnlySpan<Vector<float>> vectors = MemoryMarshal.Cast<float, Vector<float>>(logits);
        Vector<float> a = new(float.NegativeInfinity);
        Vector<float> b = a;
        int i = 0;
        for (; i + 1 < vectors.Length; i += 2)
        {
            a = Vector.ConditionalSelect(Vector.GreaterThan(vectors[i], a), vectors[i], a);
            b = Vector.ConditionalSelect(Vector.GreaterThan(vectors[i + 1], b), vectors[i + 1], b);
        }

        float max = float.NegativeInfinity;
        for (int lane = 0; lane < Vector<float>.Count; lane++)
        {
            max = MathF.Max(max, MathF.Max(a[lane], b[lane]));
        }

        foreach (float logit in logits[(i * Vector<float>.Count)..])
        {
            max = logit > max ? logit : max;
        }

        return max;
    }

    /// <summary>The token with the largest logit, the lowest id among equals; -1 where no token is possible.</summary>
    public static int ArgMax(ReadOnlySpan<float> logits)
    {
        float max = Max(logits);
        return max == float.NegativeInfinity ? -1 : logits.IndexOf(max);
    }

    /// <summary>The logarithm of the sum of the exponentials of the logits: what turns a logit into a log probability.</summary>
    public static double LogSumExp(ReadOnlySpan<float> logits)
    {
        float max = Max(logits);
        return max + Math.Log(Exponentiate(logits, max, 1, []));
    }

    /// <summary>Sets each weight to <c>exp((logit - max) * scale)</c>.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="max">The largest of them.</param>
    /// <param name="scale">One over the temperature.</param>
    /// <param name="weights">As long as the logits; empty where only the sum is wanted.</param>
    /// <returns>The sum of the weights.</returns>
    public static double Exponentiate(ReadOnlySpan<float> logits, float max, float scale, Span<float> weights)
    {
        double sum = 0;
        for (int start = 0; start < logits.Length; start += Block)
        {
            int count = Math.Min(Block, logits.Length - start);
            sum += ExponentiateBlock(logits.Slice(start, count), max, scale, weights.IsEmpty ? weights : weights.Slice(start, count));
        }

        return sum;
    }

    /// <summary>Makes the tokens whose bit is not set impossible.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="allowed">Bit <c>t % 64</c> of word <c>t / 64</c> for token <c>t</c>; what is beyond it is not allowed.</param>
    public static void Mask(Span<float> logits, ReadOnlySpan<ulong> allowed)
    {
        int words = Math.Min(allowed.Length, logits.Length / 64);
        for (int w = 0; w < words; w++)
        {
            if (allowed[w] != ulong.MaxValue)
            {
                MaskWord(logits.Slice(w * 64, 64), allowed[w]);
            }
        }

        for (int token = words * 64; token < logits.Length; token++)
        {
            if (token / 64 >= allowed.Length || (allowed[token / 64] >> (token % 64) & 1) == 0)
            {
                logits[token] = float.NegativeInfinity;
            }
        }
    }

    private static float ExponentiateBlock(ReadOnlySpan<float> logits, float max, float scale, Span<float> weights)
    {
        ReadOnlySpan<Vector<float>> from = MemoryMarshal.Cast<float, Vector<float>>(logits);
        Span<Vector<float>> to = MemoryMarshal.Cast<float, Vector<float>>(weights);
        Vector<float> top = new(max);
        Vector<float> factor = new(scale);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < from.Length; i++)
        {
            Vector<float> x = from[i];
            Vector<float> weight = Vector.ConditionalSelect(Vector.Equals(x, x), Vector.Exp((x - top) * factor), Vector<float>.Zero);
            sums += weight;
            if (!to.IsEmpty)
            {
                to[i] = weight;
            }
        }

        float sum = Vector.Sum(sums);
        for (int i = from.Length * Vector<float>.Count; i < logits.Length; i++)
        {
            float weight = float.IsNaN(logits[i]) ? 0 : MathF.Exp((logits[i] - max) * scale);
            sum += weight;
            if (!weights.IsEmpty)
            {
                weights[i] = weight;
            }
        }

        return sum;
    }

    private static void MaskWord(Span<float> logits, ulong word)
    {
        if (word == 0)
        {
            logits.Fill(float.NegativeInfinity);
            return;
        }

        Vector256<int> lanes = Vector256.Create(1, 2, 4, 8, 16, 32, 64, 128);
        Vector256<float> impossible = Vector256.Create(float.NegativeInfinity);
        Span<Vector256<float>> vectors = MemoryMarshal.Cast<float, Vector256<float>>(logits);
        for (int i = 0; i < vectors.Length; i++)
        {
            Vector256<int> isAllowed = Vector256.Equals(Vector256.Create((int)(word >> (8 * i) & 0xFF)) & lanes, lanes);
            vectors[i] = Vector256.ConditionalSelect(isAllowed.AsSingle(), vectors[i], impossible);
        }
    }
}
