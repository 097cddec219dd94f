using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using Castor.Inference.Kernels.Width256;

namespace Castor.Inference.Kernels.Width128;

/// <summary>Sums of products of bytes on 128-bit halves: by one instruction where the processor has it (Arm's SDOT), else by 16-bit sums of pairs.</summary>
internal readonly unsafe struct HalvesDot : IByteDot256
{
    // Arm multiplies signed bytes alone, and pairs of unsigned ones of 8 bits would pass 16 bits on x86.
    public static bool IsSigned => true;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Sum(Vector256<byte> w0, Vector256<byte> w1, Vector256<byte> w2, Vector256<byte> w3, int* x, int bits) => Vector256.Create(
        Sum(w0.GetLower(), w1.GetLower(), w2.GetLower(), w3.GetLower(), x, bits),
        Sum(w0.GetUpper(), w1.GetUpper(), w2.GetUpper(), w3.GetUpper(), x, bits));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector128<int> Sum(Vector128<byte> w0, Vector128<byte> w1, Vector128<byte> w2, Vector128<byte> w3, int* x, int bits)
    {
        Vector128<int> sum = Add(Vector128<int>.Zero, Signed(w0, bits), x[0], bits);
        sum = Add(sum, Signed(w1, bits), x[1], bits);
        sum = Add(sum, Signed(w2, bits), x[2], bits);
        return Add(sum, Signed(w3, bits), x[3], bits);
    }

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
