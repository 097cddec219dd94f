using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width256;

/// <summary>Small conversions that the 256-bit kernels share.</summary>
internal static unsafe class Lanes256
{
    /// <summary>8 f16 numbers as floats; see <see cref="Width512.Lanes512.LoadHalves"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<float> LoadHalves(void* halves)
    {
        Vector256<int> wide = ToInt32(Vector128.Load((short*)halves));
        return ((wide << 13) & Vector256.Create(unchecked((int)0x8FFFE000))).AsSingle() * Vector256.Create(5.192296858534828e33f);
    }

    /// <summary>8 bytes as 32-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadBytes(byte* bytes) => Avx2.IsSupported
        ? Avx2.ConvertToVector256Int32(bytes)
        : ToInt32(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)bytes).AsByte()).AsInt16());

    /// <summary>8 signed bytes as 32-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> LoadSignedBytes(byte* bytes) => Avx2.IsSupported
        ? Avx2.ConvertToVector256Int32((sbyte*)bytes)
        : ToInt32(Vector128.WidenLower(Vector128.CreateScalarUnsafe(*(ulong*)bytes).AsSByte()));

    /// <summary>8 numbers of 16 bits as 32-bit ones.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<int> ToInt32(Vector128<short> shorts) => Avx2.IsSupported
        ? Avx2.ConvertToVector256Int32(shorts)
        : Vector256.Create(Vector128.WidenLower(shorts), Vector128.WidenUpper(shorts));

    /// <summary>Moves bits up, or down where the count is negative; bits that cross a byte are the caller's to mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector256<byte> Shift(Vector256<byte> v, int count) =>
        count >= 0 ? (v.AsUInt16() << count).AsByte() : (v.AsUInt16() >>> -count).AsByte();
}
