using System.Buffers;
using System.Buffers.Text;

namespace Castor.Protocol.Json;

/// <summary>Base64 as proto3 JSON has it: either alphabet, padded or not.</summary>
internal static class Base64Text
{
    /// <summary>Whether the text decodes.</summary>
    public static bool IsValid(ReadOnlySpan<byte> text) => Base64.IsValid(text) || TryDecode(text, out _);

    /// <summary>Decodes the text into an array of just its size.</summary>
    public static bool TryDecode(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        // All that clients usually send: the standard alphabet, padded and without spaces.
        if (text.Length % 4 == 0)
        {
            int padding = text.EndsWith("=="u8) ? 2 : text.EndsWith("="u8) ? 1 : 0;
            bytes = GC.AllocateUninitializedArray<byte>((text.Length / 4 * 3) - padding);
            if (Base64.DecodeFromUtf8(text, bytes, out int consumed, out int written) == OperationStatus.Done
                && consumed == text.Length && written == bytes.Length)
            {
                return true;
            }
        }

        return TryDecodeOther(text, out bytes);
    }

    private static bool TryDecodeOther(ReadOnlySpan<byte> text, out byte[] bytes)
    {
        bytes = [];
        byte[] buffer = ArrayPool<byte>.Shared.Rent(text.Length + 3);
        try
        {
            if (!TryTranslate(text, buffer, out int length))
            {
                return false;
            }

            Span<byte> standard = buffer.AsSpan(0, length);
            if (Base64.DecodeFromUtf8InPlace(standard, out int written) != OperationStatus.Done)
            {
                return false;
            }

            bytes = standard[..written].ToArray();
            return true;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    // To the standard alphabet, padded; a text that mixes both alphabets is none.
    private static bool TryTranslate(ReadOnlySpan<byte> text, Span<byte> standard, out int length)
    {
        length = 0;
        bool hasStandard = false;
        bool hasUrlSafe = false;
        int padding = 0;
        foreach (byte letter in text)
        {
            if (letter is (byte)' ' or (>= (byte)'\t' and <= (byte)'\r'))
            {
                continue;
            }

            if (letter == '=')
            {
                padding++;
                continue;
            }

            hasStandard |= letter is (byte)'+' or (byte)'/';
            hasUrlSafe |= letter is (byte)'-' or (byte)'_';
            if (padding > 0)
            {
                return false;
            }

            standard[length++] = letter switch { (byte)'-' => (byte)'+', (byte)'_' => (byte)'/', _ => letter };
        }

        if ((hasStandard && hasUrlSafe) || length % 4 == 1 || (padding > 0 && (length + padding) % 4 != 0) || padding > 2)
        {
            return false;
        }

        while (length % 4 != 0)
        {
            standard[length++] = (byte)'=';
        }

        return true;
    }
}
