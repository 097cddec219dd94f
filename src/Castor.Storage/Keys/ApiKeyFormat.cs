using System.Numerics;
using System.Security.Cryptography;

namespace Castor.Storage.Keys;

/// <summary>
/// The form of a key: <c>castor-</c>, 32 random letters and digits, and a checksum of 6. The prefix lets scanners of source code
/// know a leaked key; the checksum lets a typing mistake be refused without a look-up.
/// </summary>
public static class ApiKeyFormat
{
    /// <summary>What every key starts with.</summary>
    public const string Prefix = "castor-";

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 32;
    private const int ChecksumLength = 6;
    private const int BodyLength = 7 + RandomLength;

    /// <summary>The length of every key.</summary>
    public const int Length = BodyLength + ChecksumLength;

    /// <summary>A new key of 190 random bits.</summary>
    public static string Create()
    {
        string body = Prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(body, checksum);
        return string.Concat(body, checksum);
    }

    /// <summary>Whether a text could be a key of any Castor.</summary>
    public static bool IsWellFormed(ReadOnlySpan<char> text)
    {
        if (text.Length != Length || !text.StartsWith(Prefix, StringComparison.Ordinal))
        {
            return false;
        }

        foreach (char c in text[Prefix.Length..])
        {
            if (!char.IsAsciiLetterOrDigit(c))
            {
                return false;
            }
        }

        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(text[..BodyLength], checksum);
        return text[BodyLength..].SequenceEqual(checksum);
    }

    private static void WriteChecksum(ReadOnlySpan<char> body, Span<char> checksum)
    {
        uint crc = uint.MaxValue;
        foreach (char c in body)
        {
            crc = BitOperations.Crc32C(crc, (byte)c);
        }

        crc = ~crc;
        for (int i = ChecksumLength - 1; i >= 0; i--)
        {
            (crc, uint digit) = Math.DivRem(crc, (uint)Alphabet.Length);
            checksum[i] = Alphabet[(int)digit];
        }
    }
}
