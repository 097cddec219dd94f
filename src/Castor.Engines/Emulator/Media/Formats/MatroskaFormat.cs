using System.Numerics;

namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>WebM and Matroska: the segment's information, its tracks, or the time of its last block.</summary>
internal static class MatroskaFormat
{
    private const uint Header = 0x1A45DFA3;
    private const uint Segment = 0x18538067;
    private const uint Information = 0x1549A966;
    private const uint Scale = 0x2AD7B1;
    private const uint Duration = 0x4489;
    private const uint Tracks = 0x1654AE6B;
    private const uint Track = 0xAE;
    private const uint TrackType = 0x83;
    private const uint Video = 0xE0;
    private const uint PixelWidth = 0xB0;
    private const uint PixelHeight = 0xBA;
    private const uint Cluster = 0x1F43B675;
    private const uint ClusterTime = 0xE7;
    private const uint SimpleBlock = 0xA3;

    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        if (data.U32(0) != Header)
        {
            return null;
        }

        var state = new State { NanosPerTick = 1_000_000 };
        for (long at = 0; TryElement(data, at, out uint id, out long start, out long size);)
        {
            bool isOpened = id is Segment or Information or Tracks or Track or Video or Cluster;
            if (id == Cluster && state.Ticks > 0)
            {
                break;
            }

            if (!isOpened)
            {
                state.Take(id, data.Part(start, size));
            }

            // What is opened is walked through as if its elements stood in the open: their ids are unique.
            at = isOpened ? start : start + size;
        }

        double ticks = state.Ticks > 0 ? state.Ticks : state.LastBlock;
        double seconds = ticks * state.NanosPerTick / 1e9;
        return new MediaFacts
        {
            Kind = state.HasSound && !state.HasVideo ? MediaKind.Audio : MediaKind.Video,
            Format = data.Part(0, 64).IndexOf("webm"u8) >= 0 ? "WebM" : "Matroska",
            Seconds = double.IsFinite(seconds) && seconds > 0 ? seconds : 0,
            HasSound = state.HasSound,
            Width = state.Width,
            Height = state.Height,
        };
    }

    private static bool TryElement(ReadOnlySpan<byte> data, long at, out uint id, out long start, out long size)
    {
        id = 0;
        start = 0;
        size = 0;
        int idLength = BitOperations.LeadingZeroCount((uint)data.U8(at)) - 23;
        if (at >= data.Length || idLength > 4)
        {
            return false;
        }

        for (int i = 0; i < idLength; i++)
        {
            id = (id << 8) | (uint)data.U8(at + i);
        }

        int first = data.U8(at + idLength);
        int sizeLength = BitOperations.LeadingZeroCount((uint)first) - 23;
        if (sizeLength > 8)
        {
            return false;
        }

        ulong value = (ulong)first & ((1UL << (8 - sizeLength)) - 1);
        for (int i = 1; i < sizeLength; i++)
        {
            value = (value << 8) | (uint)data.U8(at + idLength + i);
        }

        // All ones is an unknown size; like a size beyond the file it runs to the end.
        start = at + idLength + sizeLength;
        size = (long)Math.Min(value, (ulong)Math.Max(0, data.Length - start));
        return true;
    }

    private struct State
    {
        private long _clusterTime;

        public ulong NanosPerTick { get; set; }

        public double Ticks { get; private set; }

        public long LastBlock { get; private set; }

        public bool HasVideo { get; private set; }

        public bool HasSound { get; private set; }

        public int Width { get; private set; }

        public int Height { get; private set; }

        public void Take(uint id, ReadOnlySpan<byte> content)
        {
            switch (id)
            {
                case Scale:
                    NanosPerTick = Number(content);
                    break;
                case Duration:
                    double ticks = content.Length == 4 ? BitConverter.UInt32BitsToSingle(content.U32(0)) : BitConverter.UInt64BitsToDouble(content.U64(0));
                    Ticks = double.IsFinite(ticks) ? ticks : 0;
                    break;
                case TrackType:
                    HasVideo |= Number(content) == 1;
                    HasSound |= Number(content) == 2;
                    break;
                case PixelWidth:
                    Width = (int)Math.Min(Number(content), int.MaxValue);
                    break;
                case PixelHeight:
                    Height = (int)Math.Min(Number(content), int.MaxValue);
                    break;
                case ClusterTime:
                    _clusterTime = (long)Math.Min(Number(content), long.MaxValue / 2);
                    LastBlock = Math.Max(LastBlock, _clusterTime);
                    break;
                case SimpleBlock:
                    int trackLength = BitOperations.LeadingZeroCount((uint)content.U8(0)) - 23;
                    LastBlock = Math.Max(LastBlock, _clusterTime + (short)content.U16(trackLength));
                    break;
                default:
                    break;
            }
        }

        private static ulong Number(ReadOnlySpan<byte> content)
        {
            ulong value = 0;
            foreach (byte b in content.Part(0, 8))
            {
                value = (value << 8) | b;
            }

            return value;
        }
    }
}
