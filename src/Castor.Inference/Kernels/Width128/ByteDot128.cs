using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width128;

/// <summary>Sums of products of bytes, four columns to a 32-bit lane: by one instruction where the processor has it (Arm's SDOT), else by 16-bit sums of pairs.</summary>
internal static unsafe class ByteDot128
{
    /// <summary>Adds up 16 columns: the four vectors meet four broadcast groups of four bytes.</summary>
    /// <param name="w0">Columns 0 to 3 of 4 rows; at most <paramref name="bits"/> bits a value, bytes of 8 bits standing for <c>value - 128</c>.</param>
    /// <param name="w1">Columns 4 to 7.</param>
    /// <param name="w2">Columns 8 to 11.</param>
    /// <param name="w3">Columns 12 to 15.</param>
    /// <param name="x">Four times four signed bytes.</param>
    /// <param name="bits">4, 5, 6 or 8.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> Sum(Vector128<byte> w0, Vector128<byte> w1, Vector128<byte> w2, Vector128<byte> w3, int* x, int bits)
    {
        Vector128<int> sum = Add(Vector128<int>.Zero, Signed(w0, bits), x[0], bits);
        sum = Add(sum, Signed(w1, bits), x[1], bits);
        sum = Add(sum, Signed(w2, bits), x[2], bits);
        return Add(sum, Signed(w3, bits), x[3], bits);
    }

    // Arm multiplies signed bytes alone, and pairs of unsigned ones of 8 bits would pass 16 bits on x86.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<sbyte> Signed(Vector128<byte> weights, int bits) => (bits == 8 ? weights ^ Vector128.Create((byte)0x80) : weights).AsSByte();

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Add(Vector128<int> sum, Vector128<sbyte> weights, int fourBytes, int bits)
    {
        Vector128<sbyte> x = Vector128.Create(fourBytes).AsSByte();
        if (Dp.IsSupported)
        {
            return Dp.DotProduct(sum, weights, x);
        }

        if (AdvSimd.Arm64.IsSupported)
        {
            Vector128<int> lower = AdvSimd.AddPairwiseWidening(AdvSimd.MultiplyWideningLower(weights.GetLower(), x.GetLower()));
            Vector128<int> upper = AdvSimd.AddPairwiseWidening(AdvSimd.MultiplyWideningUpper(weights, x));
            return sum + AdvSimd.Arm64.AddPairwise(lower, upper);
        }

        // Unsigned by signed is what there is: -128 becomes 128, and its sign goes to the activations, of which none is -128.
        Vector128<short> pairs = bits == 8
            ? Ssse3.MultiplyAddAdjacent(Ssse3.Abs(weights), Ssse3.Sign(x, weights))
            : Ssse3.MultiplyAddAdjacent(weights.AsByte(), x);
        return sum + Sse2.MultiplyAddAdjacent(pairs, Vector128<short>.One);
    }
}
