using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width512;

/// <summary>Elementary functions on 16 floats.</summary>
internal static class Elementary512
{
    /// <summary>
    /// The exponential function, within two units in the last place; 0 below -104. A power of two times the exponential of a rest of at most ln 2 / 2, for which
    /// the polynomial is that of Cephes (expf).
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Exp(Vector512<float> x)
    {
        x = Vector512.Max(x, Vector512.Create(-110f));
        Vector512<float> n = Avx512F.RoundScale(x * Vector512.Create(1.44269504f), 0);
        Vector512<float> r = Vector512.FusedMultiplyAdd(n, Vector512.Create(-0.693359375f), x);
        r = Vector512.FusedMultiplyAdd(n, Vector512.Create(2.12194440e-4f), r);
        Vector512<float> p = Vector512.Create(1.9875691500e-4f);
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.3981999507e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(8.3334519073e-3f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(4.1665795894e-2f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(1.6666665459e-1f));
        p = Vector512.FusedMultiplyAdd(p, r, Vector512.Create(5.0000001201e-1f));
        p = Vector512.FusedMultiplyAdd(p, r * r, r + Vector512<float>.One);
        return Avx512F.Scale(p, n);
    }

    /// <summary>One over a finite number, within two units in the last place: an estimate of 14 bits and a step of Newton's.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> Reciprocal(Vector512<float> x)
    {
        Vector512<float> estimate = Avx512F.Reciprocal14(x);
        return Vector512.FusedMultiplyAdd(estimate, Vector512.FusedMultiplyAdd(-x, estimate, Vector512<float>.One), estimate);
    }

    /// <summary><c>gelu(gate) * up</c>, with the tanh form of GELU.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> GeluMultiply(Vector512<float> gate, Vector512<float> up)
    {
        // 0.5 (1 + tanh u) = 1 / (1 + exp(-2 u)), with what is divided by kept finite.
        Vector512<float> u = gate * Vector512.Create(-2 * 0.7978845608f) * Vector512.FusedMultiplyAdd(Vector512.Create(0.044715f) * gate, gate, Vector512<float>.One);
        return gate * Reciprocal(Vector512<float>.One + Exp(Vector512.Min(u, Vector512.Create(80f)))) * up;
    }
}
