namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>MP3 and its elder layers, and AAC in ADTS frames: counted by the Xing or VBRI header, or frame by frame.</summary>
internal static class MpegAudioFormat
{
    private const int SyncWindow = 64 * 1024;

    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        bool isTagged = data.IsAt(0, "ID3"u8);
        long start = isTagged ? TagLength(data) : 0;
        int window = isTagged ? SyncWindow : 1;
        for (long at = start; at < start + window && at + 4 <= data.Length; at++)
        {
            MpegAudioFrame frame = MpegAudioFrame.At(data, at);
            long next = at + frame.Length;
            if (frame.Length > 0 && (next >= data.Length || MpegAudioFrame.At(data, next).Length > 0))
            {
                return new MediaFacts { Kind = MediaKind.Audio, Format = frame.Format, Seconds = Seconds(data, at, frame) };
            }
        }

        return isTagged ? new MediaFacts { Kind = MediaKind.Audio, Format = "MP3" } : null;
    }

    private static double Seconds(ReadOnlySpan<byte> data, long first, MpegAudioFrame frame)
    {
        long side = first + 4 + frame.SideInformation;
        if ((data.IsAt(side, "Xing"u8) || data.IsAt(side, "Info"u8)) && (data.U32(side + 4) & 1) != 0)
        {
            return data.U32(side + 8) * frame.Seconds;
        }

        const int VbriOffset = 36;
        if (data.IsAt(first + VbriOffset, "VBRI"u8))
        {
            return data.U32(first + VbriOffset + 14) * frame.Seconds;
        }

        double seconds = 0;
        for (long at = first; at + 4 <= data.Length;)
        {
            MpegAudioFrame next = MpegAudioFrame.At(data, at);
            if (next.Length > 0)
            {
                seconds += next.Seconds;
                at += next.Length;
                continue;
            }

            int sync = data[(int)(at + 1)..].IndexOf((byte)0xFF);
            if (sync < 0)
            {
                break;
            }

            at += 1 + sync;
        }

        return seconds;
    }

    /// <summary>The length of an ID3v2 tag: seven bits a byte.</summary>
    private static long TagLength(ReadOnlySpan<byte> data) =>
        10 + ((data.U8(6) & 0x7F) << 21) + ((data.U8(7) & 0x7F) << 14) + ((data.U8(8) & 0x7F) << 7) + (data.U8(9) & 0x7F);
}
