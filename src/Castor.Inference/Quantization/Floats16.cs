using System.Runtime.InteropServices;

namespace Castor.Inference.Quantization;

/// <summary>The two 16-bit floats: IEEE's half precision and the upper half of a 32-bit float. Both round to nearest, ties to even.</summary>
internal static class Floats16
{
    private const uint QuietNan = 0x0040_0000;

    public static void ToHalf(ReadOnlySpan<float> values, Span<byte> halves)
    {
        Span<Half> result = MemoryMarshal.Cast<byte, Half>(halves);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = (Half)values[i];
        }
    }

    public static void FromHalf(ReadOnlySpan<byte> halves, Span<float> values)
    {
        ReadOnlySpan<Half> source = MemoryMarshal.Cast<byte, Half>(halves);
        for (int i = 0; i < source.Length; i++)
        {
            values[i] = (float)source[i];
        }
    }

    public static void ToBrain(ReadOnlySpan<float> values, Span<byte> brains)
    {
        Span<ushort> result = MemoryMarshal.Cast<byte, ushort>(brains);
        for (int i = 0; i < result.Length; i++)
        {
            uint bits = BitConverter.SingleToUInt32Bits(values[i]);

            // A NaN whose payload lies in the lower half would round to infinity.
            result[i] = (ushort)((float.IsNaN(values[i]) ? bits | QuietNan : bits + 0x7FFF + ((bits >> 16) & 1)) >> 16);
        }
    }

    public static void FromBrain(ReadOnlySpan<byte> brains, Span<float> values)
    {
        ReadOnlySpan<ushort> source = MemoryMarshal.Cast<byte, ushort>(brains);
        for (int i = 0; i < source.Length; i++)
        {
            values[i] = BitConverter.UInt32BitsToSingle((uint)source[i] << 16);
        }
    }
}
