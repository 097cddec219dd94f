namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>Video formats that are known by their first bytes alone; their duration is not read.</summary>
internal static class OpaqueVideoFormat
{
    private const int TransportPacket = 188;

    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        string? format = data.IsAt(0, "FLV\u0001"u8) ? "FLV"
            : data.IsAt(0, [0x30, 0x26, 0xB2, 0x75, 0x8E, 0x66, 0xCF, 0x11]) ? "WMV"
            : data.IsAt(0, [0, 0, 1, 0xBA]) || data.IsAt(0, [0, 0, 1, 0xB3]) ? "MPEG"
            : data.U8(0) == 0x47 && data.U8(TransportPacket) == 0x47 && data.U8(2 * TransportPacket) == 0x47 ? "MPEG-TS"
            : null;
        return format is null ? null : new MediaFacts { Kind = MediaKind.Video, Format = format, HasSound = true };
    }
}
