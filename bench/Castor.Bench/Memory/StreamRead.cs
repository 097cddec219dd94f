using System.Diagnostics;
using System.Globalization;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Memory;

namespace Castor.Bench.Memory;

/// <summary>How fast memory can be read from the first byte to the last: what bounds the generation of tokens. The memory is that of weights: huge pages, asked for ahead.</summary>
internal static unsafe class StreamRead
{
    private const long Length = 1L << 30;
    private const int Ahead = 2048;

    /// <summary>Prints one JSON row of GB/s, the best of seven passes over 1 GiB.</summary>
    public static void Write(int threads)
    {
        using NativeBuffer memory = new(Length);
        new Span<byte>(memory.Data, 1 << 30).Fill(1);
        double best = 0;
        for (int pass = 0; pass < 7; pass++)
        {
            long start = Stopwatch.GetTimestamp();
            byte* first = memory.Data;
            Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads }, t => Read(first + Length / threads * t, Length / threads));
            best = Math.Max(best, Length / Stopwatch.GetElapsedTime(start).TotalSeconds / 1e9);
        }

        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{{\"test\":\"read\",\"threads\":{threads},\"gigabytes_per_second\":{best:0.0}}}"));
    }

    private static int Read(byte* from, long length)
    {
        Vector256<int> a = Vector256<int>.Zero;
        Vector256<int> b = a;
        for (long i = 0; i < length; i += 128)
        {
            if (Sse.IsSupported)
            {
                Sse.Prefetch0(from + i + Ahead);
                Sse.Prefetch0(from + i + Ahead + 64);
            }

            a += Vector256.Load((int*)(from + i)) + Vector256.Load((int*)(from + i + 64));
            b += Vector256.Load((int*)(from + i + 32)) + Vector256.Load((int*)(from + i + 96));
        }

        return Vector256.Sum(a + b);
    }
}
