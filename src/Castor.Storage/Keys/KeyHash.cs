using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;
using Castor.Storage.Secrets;

namespace Castor.Storage.Keys;

/// <summary>
/// The SHA-256 of a key or another secret. A fast hash without salt is enough here, unlike for passwords: a key holds 190 random bits, so that
/// nobody can find it by trying, and no two keys are alike.
/// </summary>
public readonly record struct KeyHash
{
    /// <summary>The length in bytes.</summary>
    public const int Size = SHA256.HashSizeInBytes;

    private readonly ulong _a;
    private readonly ulong _b;
    private readonly ulong _c;
    private readonly ulong _d;

    /// <summary>Takes the bytes of a hash.</summary>
    /// <param name="bytes">32 bytes.</param>
    public KeyHash(ReadOnlySpan<byte> bytes)
    {
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes[..Size]);
        (_a, _b, _c, _d) = (words[0], words[1], words[2], words[3]);
    }

    /// <summary>The hash of a key or another secret.</summary>
    public static KeyHash Of(ReadOnlySpan<char> secret)
    {
        Span<byte> utf8 = secret.Length <= SecretFormat.LongestLength ? stackalloc byte[SecretFormat.LongestLength * 3] : new byte[secret.Length * 3];
        int length = Encoding.UTF8.GetBytes(secret, utf8);
        Span<byte> hash = stackalloc byte[Size];
        SHA256.HashData(utf8[..length], hash);
        return new KeyHash(hash);
    }

    /// <summary>The bytes of the hash.</summary>
    public byte[] ToArray()
    {
        byte[] bytes = new byte[Size];
        MemoryMarshal.Cast<ulong, byte>([_a, _b, _c, _d]).CopyTo(bytes);
        return bytes;
    }

    /// <summary>Compares in a time that does not depend on where the two differ.</summary>
    public bool FixedTimeEquals(in KeyHash other) => CryptographicOperations.FixedTimeEquals(
        MemoryMarshal.Cast<ulong, byte>([_a, _b, _c, _d]),
        MemoryMarshal.Cast<ulong, byte>([other._a, other._b, other._c, other._d]));

    /// <summary>Nothing of the hash: it has no business in logs.</summary>
    public override string ToString() => nameof(KeyHash);
}
