using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width256;

/// <summary>AVX-VNNI: four products to a 32-bit lane in one instruction, of any bytes.</summary>
internal readonly unsafe struct VnniDot256 : IByteDot256
{
    public static bool IsSigned => false;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> Sum(Vector256<byte> w0, Vector256<byte> w1, Vector256<byte> w2, Vector256<byte> w3, int* x, int bits)
    {
        Vector256<int> a = AvxVnni.MultiplyWideningAndAdd(Vector256<int>.Zero, w0, Vector256.Create(x[0]).AsSByte());
        Vector256<int> b = AvxVnni.MultiplyWideningAndAdd(Vector256<int>.Zero, w2, Vector256.Create(x[2]).AsSByte());
        a = AvxVnni.MultiplyWideningAndAdd(a, w1, Vector256.Create(x[1]).AsSByte());
        b = AvxVnni.MultiplyWideningAndAdd(b, w3, Vector256.Create(x[3]).AsSByte());
        return a + b;
    }
}
