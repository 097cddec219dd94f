using Castor.Engines.Thinking;

namespace Castor.Server.Validation;

/// <summary>
/// Tells sound thought signatures from broken ones. Those of the real service come with conversations that began there;
/// they cannot be verified here, and pass when they are whole protocol buffers, as all that were recorded are.
/// </summary>
internal static class SignatureForm
{
    private const int Varint = 0;
    private const int Fixed64 = 1;
    private const int Delimited = 2;
    private const int Fixed32 = 5;
    private const int OwnLength = 51;

    // How the emulator's own begin; a broken one would pass for a protocol buffer.
    private static ReadOnlySpan<byte> OwnHeader => [0x0A, OwnLength - 2, 1];

    /// <summary>Whether a signature is one of ours, of the real service or a documented placeholder.</summary>
    public static bool IsSound(ReadOnlySpan<byte> signature) =>
        ThoughtSignature.IsValid(signature) || (!IsOwn(signature) && IsProtocolBuffer(signature));

    private static bool IsOwn(ReadOnlySpan<byte> signature) => signature.Length == OwnLength && signature.StartsWith(OwnHeader);

    private static bool IsProtocolBuffer(ReadOnlySpan<byte> data)
    {
        while (!data.IsEmpty)
        {
            if (!TryReadVarint(ref data, out ulong tag) || tag >> 3 is 0 or > 15 || !TrySkip(ref data, (int)(tag & 7)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool TrySkip(ref ReadOnlySpan<byte> data, int wireType)
    {
        ulong length;
        switch (wireType)
        {
            case Varint:
                return TryReadVarint(ref data, out _);
            case Fixed64:
                length = 8;
                break;
            case Fixed32:
                length = 4;
                break;
            case Delimited when TryReadVarint(ref data, out length):
                break;
            default:
                return false;
        }

        if (length > (ulong)data.Length)
        {
            return false;
        }

        data = data[(int)length..];
        return true;
    }

    private static bool TryReadVarint(ref ReadOnlySpan<byte> data, out ulong value)
    {
        value = 0;
        for (int i = 0; i < data.Length && i < 10; i++)
        {
            value |= (ulong)(data[i] & 0x7f) << (7 * i);
            if (data[i] < 0x80)
            {
                data = data[(i + 1)..];
                return true;
            }
        }

        return false;
    }
}
