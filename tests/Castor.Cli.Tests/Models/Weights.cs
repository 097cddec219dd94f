using System.Buffers.Binary;
using System.Security.Cryptography;

namespace Castor.Cli.Tests.Models;

/// <summary>Bytes that begin as weights do and go on at random, the same for the same seed.</summary>
internal static class Weights
{
    public static byte[] Make(int length, ulong seed)
    {
        byte[] bytes = new byte[(length + 7) / 8 * 8];
        ulong state = seed * 0x9E3779B97F4A7C15 + 1;
        for (int i = 0; i < bytes.Length; i += 8)
        {
            // xorshift64*
            state ^= state >> 12;
            state ^= state << 25;
            state ^= state >> 27;
            BinaryPrimitives.WriteUInt64LittleEndian(bytes.AsSpan(i), state * 0x2545F4914F6CDD1D);
        }

        "GGUF"u8.CopyTo(bytes);
        return bytes[..length];
    }

    public static string Sha256(byte[] bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
