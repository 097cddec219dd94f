using System.Runtime.CompilerServices;
using Castor.Inference.Gguf;

namespace Castor.Inference.Kernels.Packing;

/// <summary>Writes 16 rows of a GGUF matrix as one group of the blocked layout.</summary>
internal static unsafe class GroupPacker
{
    /// <summary>Packs one group.</summary>
    /// <param name="type">The stored type of the rows.</param>
    /// <param name="rows">16 pointers to rows as the file has them; null for padding.</param>
    /// <param name="columns">Input features.</param>
    /// <param name="group">The group's bytes, zeroed.</param>
    public static void Pack(TensorType type, byte** rows, int columns, byte* group)
    {
        for (int r = 0; r < PackedLayout.Rows; r++)
        {
            if (rows[r] is not null)
            {
                PackRow(type, rows[r], r, columns, group);
            }
        }
    }

    private static void PackRow(TensorType type, byte* source, int r, int columns, byte* group)
    {
        switch (type)
        {
            case TensorType.Q8_0:
                PackBytes(source, r, columns, group);
                break;
            case TensorType.Q4_0:
                PackNibbles(source, r, columns, group, hasMinimum: false, hasFifthBit: false);
                break;
            case TensorType.Q4_1:
                PackNibbles(source, r, columns, group, hasMinimum: true, hasFifthBit: false);
                break;
            case TensorType.Q5_0:
                PackNibbles(source, r, columns, group, hasMinimum: false, hasFifthBit: true);
                break;
            case TensorType.Q5_1:
                PackNibbles(source, r, columns, group, hasMinimum: true, hasFifthBit: true);
                break;
            case TensorType.Q4_K:
                KTypePacker.PackWithMinima(source, r, columns, group, hasFifthBit: false);
                break;
            case TensorType.Q5_K:
                KTypePacker.PackWithMinima(source, r, columns, group, hasFifthBit: true);
                break;
            case TensorType.Q6_K:
                KTypePacker.PackSixBits(source, r, columns, group);
                break;
            case TensorType.F32:
                PackColumns((uint*)source, r, columns, (uint*)group);
                break;
            default:
                PackColumns((ushort*)source, r, columns, (ushort*)group);
                break;
        }
    }

    private static void PackBytes(byte* source, int r, int columns, byte* group)
    {
        const int BlockBytes = PackedLayout.Halves + 512;
        uint* values = (uint*)(group + PackedLayout.Halves) + r;
        ushort* scale = (ushort*)group + r;
        for (int b = 0; b < columns / 32; b++, source += 34, values += BlockBytes / 4, scale += BlockBytes / 2)
        {
            *scale = Unsafe.ReadUnaligned<ushort>(source);
            for (int j = 0; j < 8; j++)
            {
                values[j * 16] = Unsafe.ReadUnaligned<uint>(source + 2 + 4 * j) ^ 0x80808080;
            }
        }
    }

    private static void PackNibbles(byte* source, int r, int columns, byte* group, bool hasMinimum, bool hasFifthBit)
    {
        int header = hasMinimum ? 2 * PackedLayout.Halves : PackedLayout.Halves;
        int blockBytes = header + 256 + (hasFifthBit ? 64 : 0);
        for (int b = 0; b < columns / 32; b++, group += blockBytes)
        {
            ((ushort*)group)[r] = Unsafe.ReadUnaligned<ushort>(source);
            source += 2;
            if (hasMinimum)
            {
                ((ushort*)group)[16 + r] = Unsafe.ReadUnaligned<ushort>(source);
                source += 2;
            }

            if (hasFifthBit)
            {
                uint high = Unsafe.ReadUnaligned<uint>(source);
                source += 4;
                byte* target = group + header + 256 + 4 * r;
                for (int i = 0; i < 4; i++)
                {
                    uint bits = high >> i & 0x11111111;
                    target[i] = (byte)(bits & 1 | bits >> 3 & 2 | bits >> 6 & 4 | bits >> 9 & 8
                        | bits >> 12 & 16 | bits >> 15 & 32 | bits >> 18 & 64 | bits >> 21 & 128);
                }
            }

            uint* nibbles = (uint*)(group + header) + r;
            for (int j = 0; j < 4; j++)
            {
                nibbles[j * 16] = Unsafe.ReadUnaligned<uint>(source + 4 * j);
            }

            source += 16;
        }
    }

    private static void PackColumns<T>(T* source, int r, int columns, T* group)
        where T : unmanaged
    {
        group += r;
        for (int k = 0; k < columns; k++)
        {
            group[(long)k * 16] = source[k];
        }
    }
}
