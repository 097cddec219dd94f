namespace Castor.Inference.Tests.Quantization;

/// <summary>Seeded numbers in the likeness of weights; the same on every machine, since nothing but sums and products makes them.</summary>
internal sealed class Weights(ulong seed)
{
    private ulong _state = seed;

    /// <summary>64 random bits (SplitMix64).</summary>
    public ulong Bits()
    {
        ulong z = _state += 0x9E37_79B9_7F4A_7C15;
        z = (z ^ (z >> 30)) * 0xBF58_476D_1CE4_E5B9;
        z = (z ^ (z >> 27)) * 0x94D0_49BB_1331_11EB;
        return z ^ (z >> 31);
    }

    /// <summary>A number from 0 to 1, as likely as any other.</summary>
    public float Uniform() => (Bits() >> 40) * (1f / (1 << 24));

    /// <summary>A number around zero with a bell's likelihood: four uniform ones added.</summary>
    public float Bell(float width) => (Uniform() + Uniform() + Uniform() + Uniform() - 2) * width;

    /// <summary>Bell-shaped numbers.</summary>
    public float[] Bells(int count, float width = 0.1f)
    {
        float[] values = new float[count];
        foreach (ref float value in values.AsSpan())
        {
            value = Bell(width);
        }

        return values;
    }

    /// <summary>4096 numbers of several kinds: bells, all positive, zeros, multiples of a step and blocks of one value.</summary>
    public static float[] Mixed()
    {
        var weights = new Weights(42);
        float[] values = new float[4096];
        for (int i = 0; i < values.Length; i++)
        {
            values[i] = (i / 256) switch
            {
                < 8 => weights.Bell(0.1f),
                < 11 => weights.Uniform() + 0.5f,
                11 => 0,
                < 15 => ((int)(weights.Bits() % 17) - 8) * 0.25f,
                _ => (i / 64 % 2 == 0 ? 1 : -1) * 0.75f,
            };
        }

        return values;
    }

    /// <summary>Random bytes that are blocks with finite scales, of either sign.</summary>
    /// <param name="count">The number of blocks.</param>
    /// <param name="bytes">The bytes of a block.</param>
    /// <param name="scales">Where the block's f16 numbers lie.</param>
    public static byte[] Blocks(int count, int bytes, params ReadOnlySpan<int> scales)
    {
        var weights = new Weights(7);
        byte[] blocks = new byte[count * bytes];
        foreach (ref byte value in blocks.AsSpan())
        {
            value = (byte)weights.Bits();
        }

        for (int block = 0; block < count; block++)
        {
            foreach (int scale in scales)
            {
                ref byte upper = ref blocks[(block * bytes) + scale + 1];
                upper = (byte)((upper & 0x87) | 0x20);
            }
        }

        return blocks;
    }
}
