using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Width256;

/// <summary>Takes a packed type's blocks apart, for 8 rows: one half of a group.</summary>
internal static unsafe class Unpack256<T>
    where T : struct, IPackedType
{
    /// <summary>Reads the numbers that a super-block shares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Header(byte* header, int half, out Vector256<float> scale, out Vector256<float> minimum)
    {
        scale = Offsets<T>.HeaderBytes > 0 ? Lanes256.LoadHalves(header + 16 * half) : Vector256<float>.Zero;
        minimum = T.Scales == ScaleKind.SubBlocks ? Lanes256.LoadHalves(header + PackedLayout.Halves + 16 * half) : Vector256<float>.Zero;
    }

    /// <summary>Reads a block's numbers.</summary>
    /// <param name="block">The block.</param>
    /// <param name="half">0 for the first 8 rows, 1 for the others.</param>
    /// <param name="headerScale">What the header said.</param>
    /// <param name="headerMinimum">What the header said.</param>
    /// <param name="scale">What integer sums are multiplied by.</param>
    /// <param name="offset">What is added for every unit of activation; zero for types with a bias.</param>
    /// <param name="low">Integer scales of the first 16 columns.</param>
    /// <param name="high">Integer scales of the others.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scales(
        byte* block, int half, Vector256<float> headerScale, Vector256<float> headerMinimum,
        out Vector256<float> scale, out Vector256<float> offset, out Vector256<int> low, out Vector256<int> high)
    {
        scale = Offsets<T>.HeaderBytes > 0 ? headerScale : Lanes256.LoadHalves(block + 16 * half);
        offset = Vector256<float>.Zero;
        low = Vector256<int>.One;
        high = low;
        if (T.Scales == ScaleKind.WithMinimum)
        {
            offset = Lanes256.LoadHalves(block + PackedLayout.Halves + 16 * half);
        }
        else if (T.Scales == ScaleKind.SubBlocks)
        {
            offset = -(headerMinimum * Vector256.ConvertToSingle(Lanes256.LoadBytes(block + PackedLayout.Bytes + 8 * half)));
            low = Lanes256.LoadBytes(block + 8 * half);
            high = low;
        }
        else if (T.Scales == ScaleKind.HalfBlocks)
        {
            low = Lanes256.LoadSignedBytes(block + 8 * half);
            high = Lanes256.LoadSignedBytes(block + PackedLayout.Bytes + 8 * half);
        }
    }

    /// <summary>Unpacks vector <paramref name="j"/> of 0 to 3: columns 4 j to 4 j + 3, and those 16 further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Integers(byte* block, int half, int j, out Vector256<byte> low, out Vector256<byte> high)
    {
        byte* integers = block + Offsets<T>.Integers + 64 * j + 32 * half;
        if (T.Bits == 8)
        {
            low = Vector256.Load(integers);
            high = Vector256.Load(integers + 256);
            return;
        }

        Vector256<byte> nibbles = Vector256.Load(integers);
        low = nibbles & Vector256.Create((byte)15);
        high = (nibbles.AsUInt16() >>> 4).AsByte() & Vector256.Create((byte)15);
        byte* highBits = block + Offsets<T>.HighBits + 32 * half;
        if (T.Bits == 5)
        {
            Vector256<ushort> fifth = Vector256.Load(highBits).AsUInt16();
            Vector256<byte> bit = Vector256.Create((byte)16);
            low |= (fifth << (4 - j)).AsByte() & bit;
            high |= (fifth >>> j).AsByte() & bit;
        }
        else if (T.Bits == 6)
        {
            Vector256<byte> pair = Vector256.Create((byte)48);
            low |= Lanes256.Shift(Vector256.Load(highBits), 4 - 2 * j) & pair;
            high |= Lanes256.Shift(Vector256.Load(highBits + 64), 4 - 2 * j) & pair;
        }
    }
}
