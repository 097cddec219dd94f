using System.Runtime.Intrinsics;

namespace Castor.Inference.Synthesis;

/// <summary>Seeded bell-shaped numbers, the same on every machine and for every number of threads.</summary>
internal static class SyntheticNumbers
{
    private const ulong Step = 0x9E37_79B9_7F4A_7C15;

    // Three uniform numbers from 0 to 2,047 have this mean and this standard deviation together.
    private const int FieldMask = 2047;
    private const float Mean = 3 * 1023.5f;
    private const float Deviation = 1024;

    /// <summary>A seed for a part out of the seed of the whole.</summary>
    public static ulong Derive(ulong seed, ulong part) => Mix(seed ^ Mix(part + Step));

    /// <summary>A seed for a part with a name.</summary>
    public static ulong Derive(ulong seed, string name)
    {
        foreach (char c in name)
        {
            seed = Derive(seed, c);
        }

        return seed;
    }

    /// <summary>Fills in numbers around a middle; spread is their standard deviation.</summary>
    public static void Fill(Span<float> values, ulong seed, float middle, float spread)
    {
        Vector256<float> scale = Vector256.Create(spread / Deviation);
        Vector256<float> offset = Vector256.Create(middle);
        Vector256<uint> counter = Vector256.Create((uint)seed) + Vector256<uint>.Indices;
        Vector256<uint> key = Vector256.Create((uint)(seed >> 32));
        for (int i = 0; i < values.Length; i += Vector256<float>.Count)
        {
            Vector256<float> numbers = ((Sum(Hash(counter, key)) - Vector256.Create(Mean)) * scale) + offset;
            counter += Vector256.Create((uint)Vector256<float>.Count);
            if (i <= values.Length - Vector256<float>.Count)
            {
                numbers.CopyTo(values[i..]);
                continue;
            }

            for (int lane = 0; i + lane < values.Length; lane++)
            {
                values[i + lane] = numbers[lane];
            }
        }
    }

    private static Vector256<float> Sum(Vector256<uint> bits)
    {
        Vector256<uint> mask = Vector256.Create((uint)FieldMask);
        return Vector256.ConvertToSingle(((bits & mask) + ((bits >> 11) & mask) + (bits >> 21)).AsInt32());
    }

    /// <summary>Chris Wellons' lowbias32 with a key between its rounds (https://nullprogram.com/blog/2018/07/31/).</summary>
    private static Vector256<uint> Hash(Vector256<uint> x, Vector256<uint> key)
    {
        x ^= x >> 16;
        x *= Vector256.Create(0x7FEB_352Du);
        x ^= key;
        x ^= x >> 15;
        x *= Vector256.Create(0x846C_A68Bu);
        return x ^ (x >> 16);
    }

    /// <summary>SplitMix64's finishing function.</summary>
    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }
}
