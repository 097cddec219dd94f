using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width128;

/// <summary>Small conversions that the 128-bit kernels share.</summary>
internal static unsafe class Lanes128
{
    /// <summary>4 f16 numbers as floats; see <see cref="Width512.Lanes512.LoadHalves"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> LoadHalves(void* halves)
    {
        Vector128<int> wide = Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)halves).AsInt16());
        return ((wide << 13) & Vector128.Create(unchecked((int)0x8FFFE000))).AsSingle() * Vector128.Create(5.192296858534828e33f);
    }

    /// <summary>4 bytes as 32-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadBytes(byte* bytes) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(uint*)bytes).AsByte())).AsInt32();

    /// <summary>4 signed bytes as 32-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<int> LoadSignedBytes(byte* bytes) =>
        Vector128.WidenLower(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(uint*)bytes).AsSByte()));

    /// <summary><c>a * b + c</c>, rounded once where the processor can, else twice: to round once without the instruction is a call for each lane.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<float> MultiplyAdd(Vector128<float> a, Vector128<float> b, Vector128<float> c) =>
        AdvSimd.IsSupported || Fma.IsSupported ? Vector128.FusedMultiplyAdd(a, b, c) : a * b + c;

    /// <summary>Moves bits up, or down where the count is negative; bits that cross a byte are the caller's to mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector128<byte> Shift(Vector128<byte> v, int count) =>
        count >= 0 ? (v.AsUInt16() << count).AsByte() : (v.AsUInt16() >>> -count).AsByte();
}
