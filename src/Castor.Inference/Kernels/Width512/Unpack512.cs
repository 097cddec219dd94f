using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Width512;

/// <summary>Takes a packed type's blocks apart, for 16 rows.</summary>
internal static unsafe class Unpack512<T>
    where T : struct, IPackedType
{
    /// <summary>Reads the numbers that a super-block shares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Header(byte* header, out Vector512<float> scale, out Vector512<float> minimum)
    {
        scale = Offsets<T>.HeaderBytes > 0 ? Lanes512.LoadHalves(header) : Vector512<float>.Zero;
        minimum = T.Scales == ScaleKind.SubBlocks ? Lanes512.LoadHalves(header + PackedLayout.Halves) : Vector512<float>.Zero;
    }

    /// <summary>Reads a block's numbers.</summary>
    /// <param name="block">The block.</param>
    /// <param name="headerScale">What the header said.</param>
    /// <param name="headerMinimum">What the header said.</param>
    /// <param name="scale">What integer sums are multiplied by.</param>
    /// <param name="offset">What is added for every unit of activation; zero for types with a bias.</param>
    /// <param name="low">Integer scales of the first 16 columns, as pairs of 16 bits.</param>
    /// <param name="high">Integer scales of the others.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scales(
        byte* block, Vector512<float> headerScale, Vector512<float> headerMinimum,
        out Vector512<float> scale, out Vector512<float> offset, out Vector512<short> low, out Vector512<short> high)
    {
        scale = Offsets<T>.HeaderBytes > 0 ? headerScale : Lanes512.LoadHalves(block);
        offset = Vector512<float>.Zero;
        low = Vector512<short>.One;
        high = low;
        if (T.Scales == ScaleKind.WithMinimum)
        {
            offset = Lanes512.LoadHalves(block + PackedLayout.Halves);
        }
        else if (T.Scales == ScaleKind.SubBlocks)
        {
            offset = -(headerMinimum * Lanes512.LoadBytes(block + PackedLayout.Bytes));
            low = Lanes512.LoadPairs(block);
            high = low;
        }
        else if (T.Scales == ScaleKind.HalfBlocks)
        {
            low = Lanes512.LoadSignedPairs(block);
            high = Lanes512.LoadSignedPairs(block + PackedLayout.Bytes);
        }
    }

    /// <summary>Unpacks vector <paramref name="j"/> of 0 to 3: columns 4 j to 4 j + 3, and those 16 further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Integers(byte* block, int j, out Vector512<byte> low, out Vector512<byte> high)
    {
        byte* integers = block + Offsets<T>.Integers + 64 * j;
        if (T.Bits == 8)
        {
            low = Vector512.Load(integers);
            high = Vector512.Load(integers + 256);
            return;
        }

        Vector512<byte> nibbles = Vector512.Load(integers);
        low = nibbles & Vector512.Create((byte)15);
        high = (nibbles.AsUInt16() >>> 4).AsByte() & Vector512.Create((byte)15);
        if (T.Bits == 5)
        {
            Vector512<ushort> fifth = Vector512.Load(block + Offsets<T>.HighBits).AsUInt16();
            Vector512<byte> bit = Vector512.Create((byte)16);
            low |= (fifth << (4 - j)).AsByte() & bit;
            high |= (fifth >>> j).AsByte() & bit;
        }
        else if (T.Bits == 6)
        {
            Vector512<byte> pair = Vector512.Create((byte)48);
            low |= Lanes512.Shift(Vector512.Load(block + Offsets<T>.HighBits), 4 - 2 * j) & pair;
            high |= Lanes512.Shift(Vector512.Load(block + Offsets<T>.HighBits + 64), 4 - 2 * j) & pair;
        }
    }
}
