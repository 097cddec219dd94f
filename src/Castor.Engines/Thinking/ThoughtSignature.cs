using System.Buffers.Binary;
using System.Buffers.Text;
using System.Text;
using Castor.Engines.Emulator;

namespace Castor.Engines.Thinking;

/// <summary>
/// The opaque signature of a thought. It proves nothing to an adversary; it lets this server tell a signature that it issued, and that
/// came back unbroken, from any other bytes.
/// </summary>
public static class ThoughtSignature
{
    private const byte Version = 1;
    private const int HeaderLength = 3;
    private const int DigestLength = 32;
    private const int CheckLength = 16;
    private const int Length = HeaderLength + DigestLength + CheckLength;

    // Google documents these for histories that never had a signature.
    private static readonly byte[][] s_placeholders =
    [
        .. AsSent("skip_thought_signature_validator"),
        .. AsSent("context_engineering_is_the_way_to_go"),
    ];

    /// <summary>Issues the signature for a part of an answer.</summary>
    /// <param name="family">The family of the model, such as <c>gemini-3</c>.</param>
    /// <param name="about">What the thought led to: the text, or the name and arguments of the call.</param>
    public static ReadOnlyMemory<byte> Issue(string family, string about)
    {
        byte[] signature = new byte[Length];
        // The service's own begin like this: a length-prefixed field, then the version.
        signature[0] = 0x0A;
        signature[1] = Length - 2;
        signature[2] = Version;
        var digest = new StableHash();
        digest.Add(family);
        digest.Add(about);
        var random = new EmulatorRandom(digest.Value);
        for (int i = 0; i < DigestLength; i += sizeof(ulong))
        {
            BinaryPrimitives.WriteUInt64LittleEndian(signature.AsSpan(HeaderLength + i), random.NextUInt64());
        }

        WriteCheck(signature, signature.AsSpan(Length - CheckLength));
        return signature;
    }

    /// <summary>Whether a signature is one that was issued here, unbroken, or one of the documented placeholders.</summary>
    public static bool IsValid(ReadOnlySpan<byte> signature)
    {
        foreach (byte[] placeholder in s_placeholders)
        {
            if (signature.SequenceEqual(placeholder))
            {
                return true;
            }
        }

        if (signature.Length != Length || signature[0] != 0x0A || signature[1] != Length - 2 || signature[2] != Version)
        {
            return false;
        }

        Span<byte> check = stackalloc byte[CheckLength];
        WriteCheck(signature, check);
        return signature[^CheckLength..].SequenceEqual(check);
    }

    private static void WriteCheck(ReadOnlySpan<byte> signature, Span<byte> check)
    {
        for (int i = 0; i < CheckLength; i += sizeof(ulong))
        {
            var hash = new StableHash();
            hash.Add(0x436173746F72UL + (ulong)i);
            hash.Add(signature[..(Length - CheckLength)]);
            BinaryPrimitives.WriteUInt64LittleEndian(check[i..], hash.Value);
        }
    }

    /// <summary>The bytes of a placeholder that a client put on the wire as base64, or as it stands, which reads as URL-safe base64.</summary>
    private static byte[][] AsSent(string placeholder) => [Encoding.UTF8.GetBytes(placeholder), Base64Url.DecodeFromChars(placeholder)];
}
