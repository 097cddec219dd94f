using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Width128;

/// <summary>Takes a packed type's blocks apart, for 4 rows: a quarter of a group.</summary>
internal static unsafe class Unpack128<T>
    where T : struct, IPackedType
{
    /// <summary>Reads the numbers that a super-block shares.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Header(byte* header, int quarter, out Vector128<float> scale, out Vector128<float> minimum)
    {
        scale = Offsets<T>.HeaderBytes > 0 ? Lanes128.LoadHalves(header + 8 * quarter) : Vector128<float>.Zero;
        minimum = T.Scales == ScaleKind.SubBlocks ? Lanes128.LoadHalves(header + PackedLayout.Halves + 8 * quarter) : Vector128<float>.Zero;
    }

    /// <summary>Reads a block's numbers.</summary>
    /// <param name="block">The block.</param>
    /// <param name="quarter">0 for the first 4 rows to 3 for the last.</param>
    /// <param name="headerScale">What the header said.</param>
    /// <param name="headerMinimum">What the header said.</param>
    /// <param name="scale">What integer sums are multiplied by.</param>
    /// <param name="offset">What is added for every unit of activation; zero for types with a bias.</param>
    /// <param name="low">Integer scales of the first 16 columns.</param>
    /// <param name="high">Integer scales of the others.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Scales(
        byte* block, int quarter, Vector128<float> headerScale, Vector128<float> headerMinimum,
        out Vector128<float> scale, out Vector128<float> offset, out Vector128<int> low, out Vector128<int> high)
    {
        scale = Offsets<T>.HeaderBytes > 0 ? headerScale : Lanes128.LoadHalves(block + 8 * quarter);
        offset = Vector128<float>.Zero;
        low = Vector128<int>.One;
        high = low;
        if (T.Scales == ScaleKind.WithMinimum)
        {
            offset = Lanes128.LoadHalves(block + PackedLayout.Halves + 8 * quarter);
        }
        else if (T.Scales == ScaleKind.SubBlocks)
        {
            offset = -(headerMinimum * Vector128.ConvertToSingle(Lanes128.LoadBytes(block + PackedLayout.Bytes + 4 * quarter)));
            low = Lanes128.LoadBytes(block + 4 * quarter);
            high = low;
        }
        else if (T.Scales == ScaleKind.HalfBlocks)
        {
            low = Lanes128.LoadSignedBytes(block + 4 * quarter);
            high = Lanes128.LoadSignedBytes(block + PackedLayout.Bytes + 4 * quarter);
        }
    }

    /// <summary>Unpacks vector <paramref name="j"/> of 0 to 3: columns 4 j to 4 j + 3, and those 16 further.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Integers(byte* block, int quarter, int j, out Vector128<byte> low, out Vector128<byte> high)
    {
        byte* integers = block + Offsets<T>.Integers + 64 * j + 16 * quarter;
        if (T.Bits == 8)
        {
            low = Vector128.Load(integers);
            high = Vector128.Load(integers + 256);
            return;
        }

        Vector128<byte> nibbles = Vector128.Load(integers);
        low = nibbles & Vector128.Create((byte)15);
        high = (nibbles.AsUInt16() >>> 4).AsByte() & Vector128.Create((byte)15);
        byte* highBits = block + Offsets<T>.HighBits + 16 * quarter;
        if (T.Bits == 5)
        {
            Vector128<ushort> fifth = Vector128.Load(highBits).AsUInt16();
            Vector128<byte> bit = Vector128.Create((byte)16);
            low |= (fifth << (4 - j)).AsByte() & bit;
            high |= (fifth >>> j).AsByte() & bit;
        }
        else if (T.Bits == 6)
        {
            Vector128<byte> pair = Vector128.Create((byte)48);
            low |= Lanes128.Shift(Vector128.Load(highBits), 4 - 2 * j) & pair;
            high |= Lanes128.Shift(Vector128.Load(highBits + 64), 4 - 2 * j) & pair;
        }
    }
}
