using System.Runtime.CompilerServices;

namespace Castor.Inference.Kernels.Packing;

/// <summary>
/// Packs rows of the K types. Their files interleave the sub-blocks of a super-block (ggml-common.h); here each sub-block's 32 values lie together.
/// </summary>
internal static unsafe class KTypePacker
{
    private const int SubBlocks = 8;

    /// <summary>Q4_K and Q5_K: <c>d, dmin, scales[12], (qh[32],) qs[128]</c>.</summary>
    public static void PackWithMinima(byte* source, int r, int columns, byte* group, bool hasFifthBit)
    {
        int blockBytes = 2 * PackedLayout.Bytes + 256 + (hasFifthBit ? 64 : 0);
        byte* values = stackalloc byte[32];
        for (int s = 0; s < columns / 256; s++)
        {
            ((ushort*)group)[r] = Unsafe.ReadUnaligned<ushort>(source);
            ((ushort*)group)[16 + r] = Unsafe.ReadUnaligned<ushort>(source + 2);
            group += 2 * PackedLayout.Halves;
            byte* scales = source + 4;
            byte* high = source + 16;
            byte* nibbles = source + (hasFifthBit ? 48 : 16);
            for (int b = 0; b < SubBlocks; b++, group += blockBytes)
            {
                (group[r], group[16 + r]) = ScaleAndMinimum(scales, b);
                byte* pairs = nibbles + b / 2 * 32;
                int shift = b % 2 * 4;
                for (int l = 0; l < 32; l++)
                {
                    int fifth = hasFifthBit ? high[l] >> b & 1 : 0;
                    values[l] = (byte)(pairs[l] >> shift & 15 | fifth << 4);
                }

                StoreNibbles(values, r, group + 32);
                if (hasFifthBit)
                {
                    StoreFifthBits(values, r, group + 32 + 256);
                }
            }

            source += hasFifthBit ? 176 : 144;
        }
    }

    /// <summary>Q6_K: <c>ql[128], qh[64], scales[16], d</c>.</summary>
    public static void PackSixBits(byte* source, int r, int columns, byte* group)
    {
        byte* values = stackalloc byte[32];
        for (int s = 0; s < columns / 256; s++, source += 210)
        {
            ((ushort*)group)[r] = Unsafe.ReadUnaligned<ushort>(source + 208);
            group += PackedLayout.Halves;
            for (int b = 0; b < SubBlocks; b++, group += 32 + 256 + 128)
            {
                group[r] = source[192 + 2 * b];
                group[16 + r] = source[192 + 2 * b + 1];
                byte* low = source + b / 4 * 64 + b % 2 * 32;
                byte* high = source + 128 + b / 4 * 32;
                int lowShift = b % 4 / 2 * 4;
                int highShift = b % 4 * 2;
                for (int l = 0; l < 32; l++)
                {
                    values[l] = (byte)(low[l] >> lowShift & 15 | (high[l] >> highShift & 3) << 4);
                }

                StoreNibbles(values, r, group + 32);
                StoreBitPairs(values, r, group + 32 + 256);
            }
        }
    }

    private static (byte Scale, byte Minimum) ScaleAndMinimum(byte* packed, int b) => b < 4
        ? ((byte)(packed[b] & 63), (byte)(packed[b + 4] & 63))
        : ((byte)(packed[b + 4] & 15 | packed[b - 4] >> 6 << 4), (byte)(packed[b + 4] >> 4 | packed[b] >> 6 << 4));

    private static void StoreNibbles(byte* values, int r, byte* target)
    {
        for (int k = 0; k < 16; k++)
        {
            target[k / 4 * 64 + 4 * r + k % 4] = (byte)(values[k] & 15 | (values[16 + k] & 15) << 4);
        }
    }

    private static void StoreFifthBits(byte* values, int r, byte* target)
    {
        for (int i = 0; i < 4; i++)
        {
            int bits = 0;
            for (int j = 0; j < 4; j++)
            {
                bits |= (values[4 * j + i] >> 4 & 1) << j | (values[16 + 4 * j + i] >> 4 & 1) << (4 + j);
            }

            target[4 * r + i] = (byte)bits;
        }
    }

    private static void StoreBitPairs(byte* values, int r, byte* target)
    {
        for (int i = 0; i < 4; i++)
        {
            int low = 0;
            int high = 0;
            for (int j = 0; j < 4; j++)
            {
                low |= (values[4 * j + i] >> 4 & 3) << 2 * j;
                high |= (values[16 + 4 * j + i] >> 4 & 3) << 2 * j;
            }

            target[4 * r + i] = (byte)low;
            target[64 + 4 * r + i] = (byte)high;
        }
    }
}
