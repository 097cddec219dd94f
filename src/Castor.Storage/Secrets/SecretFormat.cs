using System.Numerics;
using System.Security.Cryptography;

namespace Castor.Storage.Secrets;

/// <summary>
/// The form of a secret that Castor makes: a prefix, 32 random letters and digits, and a checksum of 6. The prefix lets scanners of source code
/// know a leaked one; the checksum lets a typing mistake be refused without a look-up.
/// </summary>
public sealed class SecretFormat
{
    /// <summary>A token that calls the API for a while.</summary>
    public static readonly SecretFormat AccessToken = new("castor_at_");

    /// <summary>A token that gets new access tokens.</summary>
    public static readonly SecretFormat RefreshToken = new("castor_rt_");

    /// <summary>What a consent page hands to an app, to be exchanged once.</summary>
    public static readonly SecretFormat AuthorizationCode = new("castor_ac_");

    /// <summary>The secret of an OAuth client.</summary>
    public static readonly SecretFormat ClientSecret = new("castor_cs_");

    /// <summary>The length of the longest secret.</summary>
    internal const int LongestLength = 64;

    private const string Alphabet = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private const int RandomLength = 32;
    private const int ChecksumLength = 6;

    private readonly int _bodyLength;

    internal SecretFormat(string prefix)
    {
        Prefix = prefix;
        _bodyLength = prefix.Length + RandomLength;
    }

    /// <summary>What every secret of the kind starts with.</summary>
    public string Prefix { get; }

    /// <summary>The length of every secret of the kind.</summary>
    public int Length => _bodyLength + ChecksumLength;

    /// <summary>A new secret of 190 random bits.</summary>
    public string Create()
    {
        string body = Prefix + RandomNumberGenerator.GetString(Alphabet, RandomLength);
        Span<char> checksum = stackalloc char[ChecksumLength];
        WriteChecksum(body, checksum);
        return string.Concat(body, checksum);
    }

    /// <summary>Whether a text could be such a secret of any Castor.</summary>
    public bool IsWellFormed(ReadOnlySpan<char> text)
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
        WriteChecksum(text[.._bodyLength], checksum);
        return text[_bodyLength..].SequenceEqual(checksum);
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
