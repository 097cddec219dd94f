using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width256;

/// <summary>AVX2: 16-bit sums of pairs, which hold values of up to 6 bits.</summary>
internal readonly unsafe struct PairDot256 : IByteDot256
{
    public static bool IsSigned => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Sum(Vector256<byte> w0, Vector256<byte> w1, Vector256<byte> w2, Vector256<byte> w3, int* x, int bits)
    {
        Vector256<short> a = Pairs(w0, x[0]) + Pairs(w1, x[1]);
        Vector256<short> b = Pairs(w2, x[2]) + Pairs(w3, x[3]);

        // Four products of 6 bits and 8 pass 16 bits.
        return bits == 6
            ? Avx2.MultiplyAddAdjacent(a, Vector256<short>.One) + Avx2.MultiplyAddAdjacent(b, Vector256<short>.One)
            : Avx2.MultiplyAddAdjacent(a + b, Vector256<short>.One);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<short> Pairs(Vector256<byte> weights, int fourBytes) =>
        Avx2.MultiplyAddAdjacent(weights, Vector256.Create(fourBytes).AsSByte());
}
