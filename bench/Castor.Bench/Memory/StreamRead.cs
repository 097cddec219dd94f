using System.Diagnostics;
using System.Globalization;
using System.Numerics;

namespace Castor.Bench.Memory;

/// <summary>How fast memory can be read from the first byte to the last: what bounds the generation of tokens.</summary>
internal static class StreamRead
{
    private const int Length = 1 << 28;

    /// <summary>Prints one JSON row of GB/s, the best of five passes over 1 GiB.</summary>
    public static void Write(int threads)
    {
        float[] memory = new float[Length];
        Array.Fill(memory, 1);
        double best = 0;
        for (int pass = 0; pass < 5; pass++)
        {
            long start = Stopwatch.GetTimestamp();
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t => Sum(memory.AsSpan(Length / threads * t, Length / threads)));
            best = Math.Max(best, Length * 4.0 / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"test\":\"read\",\"threads\":{threads},\"gigabytes_per_second\":{best:0.0}}}"));
    }

    private static float Sum(ReadOnlySpan<float> values)
    {
        Vector<float> a = Vector<float>.Zero;
        Vector<float> b = a;
        Vector<float> c = a;
        Vector<float> d = a;
        int lanes = Vector<float>.Count;
        for (int i = 0; i + 4 * lanes <= values.Length; i += 4 * lanes)
        {
            a += new Vector<float>(values[i..]);
            b += new Vector<float>(values[(i + lanes)..]);
            c += new Vector<float>(values[(i + 2 * lanes)..]);
            d += new Vector<float>(values[(i + 3 * lanes)..]);
        }

        return Vector.Sum(a + b + c + d);
    }
}
