namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>The header of one frame of MPEG audio; its length is 0 where there is none.</summary>
internal readonly record struct MpegAudioFrame(string Format, int Length, double Seconds, int SideInformation)
{
    private const int AacFrameSamples = 1024;

    private static readonly int[] s_aacRates = [96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000, 7350];

    /// <summary>Kilobits a second: MPEG-1 layers I, II, III; MPEG-2 layer I, and layers II and III.</summary>
    private static readonly int[][] s_bitRates =
    [
        [0, 32, 64, 96, 128, 160, 192, 224, 256, 288, 320, 352, 384, 416, 448, 0],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 384, 0],
        [0, 32, 40, 48, 56, 64, 80, 96, 112, 128, 160, 192, 224, 256, 320, 0],
        [0, 32, 48, 56, 64, 80, 96, 112, 128, 144, 160, 176, 192, 224, 256, 0],
        [0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160, 0],
    ];

    public static MpegAudioFrame At(ReadOnlySpan<byte> data, long at)
    {
        int second = data.U8(at + 1);
        if (data.U8(at) != 0xFF || (second & 0xE0) != 0xE0)
        {
            return default;
        }

        int layer = 4 - ((second >> 1) & 3);
        return layer == 4 ? AacAt(data, at, second) : LayerAt(data, at, second, layer);
    }

    private static MpegAudioFrame AacAt(ReadOnlySpan<byte> data, long at, int second)
    {
        int rate = (data.U8(at + 2) >> 2) & 15;
        int length = ((data.U8(at + 3) & 3) << 11) | (data.U8(at + 4) << 3) | (data.U8(at + 5) >> 5);
        if ((second & 0xF0) != 0xF0 || rate >= s_aacRates.Length || length < 7)
        {
            return default;
        }

        int samples = AacFrameSamples * (1 + (data.U8(at + 6) & 3));
        return new MpegAudioFrame("AAC", length, samples / (double)s_aacRates[rate], 0);
    }

    private static MpegAudioFrame LayerAt(ReadOnlySpan<byte> data, long at, int second, int layer)
    {
        int version = (second >> 3) & 3;
        int third = data.U8(at + 2);
        int rateIndex = (third >> 2) & 3;
        bool isFirst = version == 3;
        int bitRate = s_bitRates[isFirst ? layer - 1 : layer == 1 ? 3 : 4][third >> 4] * 1000;
        if (version == 1 || rateIndex == 3 || bitRate == 0)
        {
            return default;
        }

        int rate = (rateIndex == 0 ? 44100 : rateIndex == 1 ? 48000 : 32000) >> (isFirst ? 0 : version == 2 ? 1 : 2);
        int padding = (third >> 1) & 1;
        int samples = layer == 1 ? 384 : layer == 3 && !isFirst ? 576 : 1152;
        int length = layer == 1 ? ((12 * bitRate / rate) + padding) * 4 : (samples / 8 * bitRate / rate) + padding;
        bool isMono = data.U8(at + 3) >> 6 == 3;
        int side = isFirst ? (isMono ? 17 : 32) : isMono ? 9 : 17;
        return new MpegAudioFrame("MP3", length, samples / (double)rate, side);
    }
}
