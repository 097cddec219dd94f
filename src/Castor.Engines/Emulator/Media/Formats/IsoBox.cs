namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>A box of an ISO media file: where its content starts and where the next box does.</summary>
internal readonly record struct IsoBox(long Start, long End)
{
    /// <summary>Reads the box at an offset; false at the end, and where the size is nonsense.</summary>
    public static bool TryRead(ReadOnlySpan<byte> data, long at, out IsoBox box)
    {
        box = default;
        if (at < 0 || at + 8 > data.Length)
        {
            return false;
        }

        ulong size = data.U32(at);
        int header = 8;
        if (size == 1)
        {
            size = data.U64(at + 8);
            header = 16;
        }

        // Size 0 runs to the end of what holds the box.
        ulong left = (ulong)(data.Length - at);
        size = size == 0 ? left : size;
        if (size < (ulong)header)
        {
            return false;
        }

        box = new IsoBox(at + header, at + (long)Math.Min(size, left));
        return true;
    }

    /// <summary>The content of the first box of a type; empty where there is none.</summary>
    public static ReadOnlySpan<byte> Find(ReadOnlySpan<byte> data, ReadOnlySpan<byte> type)
    {
        for (long at = 0; TryRead(data, at, out IsoBox box); at = box.End)
        {
            if (data.IsAt(at + 4, type))
            {
                return data.Part(box.Start, box.End - box.Start);
            }
        }

        return [];
    }
}
