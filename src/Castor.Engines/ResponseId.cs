using System.Buffers.Binary;
using System.Security.Cryptography;
using Castor.Engines.Emulator;

namespace Castor.Engines;

/// <summary>The opaque <c>responseId</c> of an answer: 23 letters and digits of the URL alphabet.</summary>
public static class ResponseId
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    private const int Length = 23;

    /// <summary>Makes the id of a number.</summary>
    public static string Of(ulong seed) => string.Create(Length, seed, static (chars, seed) =>
    {
        ulong bits = EmulatorRandom.Mix(seed);
        for (int i = 0; i < chars.Length; i++)
        {
            // Ten chars take 60 of the 64 bits; then come fresh ones.
            if (i % 10 == 0 && i > 0)
            {
                bits = EmulatorRandom.Mix(seed + (ulong)i);
            }

            chars[i] = Alphabet[(int)(bits & 63)];
            bits >>= 6;
        }
    });

    /// <summary>Makes the id of an answer that no number stands for.</summary>
    public static string Next()
    {
        Span<byte> bytes = stackalloc byte[sizeof(ulong)];
        RandomNumberGenerator.Fill(bytes);
        return Of(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
    }
}
