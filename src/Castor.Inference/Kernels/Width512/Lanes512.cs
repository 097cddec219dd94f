using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace Castor.Inference.Kernels.Width512;

/// <summary>Small conversions that the 512-bit kernels share.</summary>
internal static unsafe class Lanes512
{
    /// <summary>16 f16 numbers as floats; .NET has no instruction for it. The exponent is moved and mended by a product, which serves subnormal numbers too.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadHalves(void* halves)
    {
        Vector512<int> wide = Avx512F.ConvertToVector512Int32(Vector256.Load((short*)halves));
        return ((wide << 13) & Vector512.Create(unchecked((int)0x8FFFE000))).AsSingle() * Vector512.Create(5.192296858534828e33f);
    }

    /// <summary>16 bytes as pairs of equal 16-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> LoadPairs(byte* bytes)
    {
        Vector512<int> wide = Avx512F.ConvertToVector512Int32(Vector128.Load(bytes));
        return (wide | (wide << 16)).AsInt16();
    }

    /// <summary>16 signed bytes as pairs of equal 16-bit numbers.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<short> LoadSignedPairs(byte* bytes)
    {
        Vector512<int> wide = Avx512F.ConvertToVector512Int32(Vector128.Load((sbyte*)bytes));
        return ((wide & Vector512.Create(0xFFFF)) | (wide << 16)).AsInt16();
    }

    /// <summary>16 bytes as floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadBytes(byte* bytes) =>
        Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.Load(bytes)));

    /// <summary>16 signed bytes as floats.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<float> LoadSignedBytes(byte* bytes) =>
        Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.Load((sbyte*)bytes)));

    /// <summary>Moves bits up, or down where the count is negative; bits that cross a byte are the caller's to mask.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static Vector512<byte> Shift(Vector512<byte> v, int count) =>
        count >= 0 ? (v.AsUInt16() << count).AsByte() : (v.AsUInt16() >>> -count).AsByte();
}
