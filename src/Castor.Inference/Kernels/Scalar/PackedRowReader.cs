using Castor.Inference.Gguf;

namespace Castor.Inference.Kernels.Scalar;

/// <summary>Reads one row's 32 values of a packed block in plain code: what the vector kernels are held against.</summary>
internal static unsafe class PackedRowReader
{
    /// <summary>Reads the unsigned values and the numbers that make weights of them: <c>w = scale * value + offset</c> for each half of 16 columns.</summary>
    public static HalfScales Read(TensorType type, byte* header, byte* block, int b, int r, byte* values)
    {
        ushort* halves = (ushort*)block;
        switch (type)
        {
            case TensorType.Q8_0:
                for (int k = 0; k < 32; k++)
                {
                    values[k] = block[32 + k / 4 * 64 + 4 * r + k % 4];
                }

                return HalfScales.Same(ToSingle(halves[r]), -128 * ToSingle(halves[r]));
            case TensorType.Q4_0:
                ReadNibbles(block + 32, r, values);
                return HalfScales.Same(ToSingle(halves[r]), -8 * ToSingle(halves[r]));
            case TensorType.Q4_1:
                ReadNibbles(block + 64, r, values);
                return HalfScales.Same(ToSingle(halves[r]), ToSingle(halves[16 + r]));
            case TensorType.Q5_0:
                ReadNibbles(block + 32, r, values);
                AddFifthBits(block + 32 + 256, r, values);
                return HalfScales.Same(ToSingle(halves[r]), -16 * ToSingle(halves[r]));
            case TensorType.Q5_1:
                ReadNibbles(block + 64, r, values);
                AddFifthBits(block + 64 + 256, r, values);
                return HalfScales.Same(ToSingle(halves[r]), ToSingle(halves[16 + r]));
            case TensorType.Q4_K or TensorType.Q5_K:
                ReadNibbles(block + 32, r, values);
                if (type == TensorType.Q5_K)
                {
                    AddFifthBits(block + 32 + 256, r, values);
                }

                return HalfScales.Same(ToSingle(((ushort*)header)[r]) * block[r], -ToSingle(((ushort*)header)[16 + r]) * block[16 + r]);
            case TensorType.Q6_K:
                ReadNibbles(block + 32, r, values);
                AddBitPairs(block + 32 + 256, r, values);
                float scale = ToSingle(((ushort*)header)[r]);
                float first = scale * (sbyte)block[r];
                float second = scale * (sbyte)block[16 + r];
                return new HalfScales(first, second, -32 * first, -32 * second);
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "Not a quantised type.");
        }
    }

    private static float ToSingle(ushort half) => (float)BitConverter.UInt16BitsToHalf(half);

    private static void ReadNibbles(byte* nibbles, int r, byte* values)
    {
        for (int k = 0; k < 16; k++)
        {
            byte pair = nibbles[k / 4 * 64 + 4 * r + k % 4];
            values[k] = (byte)(pair & 15);
            values[16 + k] = (byte)(pair >> 4);
        }
    }

    private static void AddFifthBits(byte* bits, int r, byte* values)
    {
        for (int k = 0; k < 16; k++)
        {
            byte eight = bits[4 * r + k % 4];
            values[k] |= (byte)((eight >> k / 4 & 1) << 4);
            values[16 + k] |= (byte)((eight >> (4 + k / 4) & 1) << 4);
        }
    }

    private static void AddBitPairs(byte* bits, int r, byte* values)
    {
        for (int k = 0; k < 16; k++)
        {
            values[k] |= (byte)((bits[4 * r + k % 4] >> 2 * (k / 4) & 3) << 4);
            values[16 + k] |= (byte)((bits[64 + 4 * r + k % 4] >> 2 * (k / 4) & 3) << 4);
        }
    }
}
