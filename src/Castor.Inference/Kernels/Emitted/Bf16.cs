using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>Floats rounded to bf16, the upper half of a float.</summary>
internal static class Bf16
{
    /// <summary>16 floats, to nearest, ties to even.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<ushort> Round(Vector512<float> x)
    {
        Vector512<uint> bits = x.AsUInt32();
        return Avx512F.ConvertToVector256UInt16((bits + Vector512.Create(0x7FFFu) + ((bits >>> 16) & Vector512<uint>.One)) >>> 16);
    }

    /// <summary>Two floats a lane, as a row of a tile of weights has them; a tie goes away from zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<uint> Pair(Vector512<float> even, Vector512<float> odd)
    {
        Vector512<uint> half = Vector512.Create(0x8000u);
        return ((even.AsUInt32() + half) >>> 16) | ((odd.AsUInt32() + half) & Vector512.Create(0xFFFF0000u));
    }
}
