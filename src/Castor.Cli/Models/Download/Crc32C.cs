using System.Buffers.Binary;
using System.Numerics;

namespace Castor.Cli.Models.Download;

/// <summary>CRC-32C (Castagnoli, RFC 3720 appendix B.4), which processors compute faster than memory delivers.</summary>
internal static class Crc32C
{
    /// <summary>The sum of bytes that follow those of an earlier sum; 0 is the sum of none.</summary>
    public static uint Append(uint sum, ReadOnlySpan<byte> bytes)
    {
        uint crc = ~sum;
        while (bytes.Length >= sizeof(ulong))
        {
            crc = BitOperations.Crc32C(crc, BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        foreach (byte b in bytes)
        {
            crc = BitOperations.Crc32C(crc, b);
        }

        return ~crc;
    }
}
