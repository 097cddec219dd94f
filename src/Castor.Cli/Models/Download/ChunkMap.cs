namespace Castor.Cli.Models.Download;

/// <summary>Which bytes of a file are on the disk. Each chunk grows from its start, by one connection at a time.</summary>
internal sealed class ChunkMap
{
    private const long SmallestChunk = 1 << 20;
    private const long LargestChunk = 32 << 20;
    private const int UsualChunks = 64;

    private readonly Lock _lock = new();
    private readonly long[] _done;
    private readonly uint[] _sums;
    private readonly bool[] _taken;

    private ChunkMap(long size, long chunkSize)
    {
        Size = size;
        ChunkSize = chunkSize;
        int count = checked((int)((size + chunkSize - 1) / chunkSize));
        _done = new long[count];
        _sums = new uint[count];
        _taken = new bool[count];
    }

    public long Size { get; }

    public long ChunkSize { get; }

    public int Count => _done.Length;

    /// <summary>How many bytes are on the disk.</summary>
    public long Done
    {
        get
        {
            lock (_lock)
            {
                return _done.Sum();
            }
        }
    }

    public bool IsComplete => Done == Size;

    /// <summary>A map of nothing yet. Chunks are small enough for the connections to share the work, and large enough that asking is no cost.</summary>
    public static ChunkMap Empty(long size) =>
        new(size, Math.Clamp((size / UsualChunks + SmallestChunk - 1) / SmallestChunk * SmallestChunk, SmallestChunk, LargestChunk));

    /// <summary>The map that a state tells; null where the state cannot be true.</summary>
    public static ChunkMap? Restore(DownloadState state)
    {
        if (state.Size <= 0 || state.ChunkSize is < SmallestChunk or > LargestChunk || state.Size / state.ChunkSize >= int.MaxValue)
        {
            return null;
        }

        var map = new ChunkMap(state.Size, state.ChunkSize);
        foreach (ChunkState chunk in state.Chunks)
        {
            if (chunk.Index < 0 || chunk.Index >= map.Count || chunk.Done < 0 || chunk.Done > map.Length(chunk.Index))
            {
                return null;
            }

            map._done[chunk.Index] = chunk.Done;
            map._sums[chunk.Index] = chunk.Sum;
        }

        return map;
    }

    /// <summary>Where a chunk begins.</summary>
    public long Start(int chunk) => chunk * ChunkSize;

    /// <summary>How long a chunk is when it is whole.</summary>
    public long Length(int chunk) => Math.Min(ChunkSize, Size - Start(chunk));

    /// <summary>Takes the first chunk that lacks something and that no other connection has; null where there is none.</summary>
    public int? Take()
    {
        lock (_lock)
        {
            for (int chunk = 0; chunk < Count; chunk++)
            {
                if (!_taken[chunk] && _done[chunk] < Length(chunk))
                {
                    _taken[chunk] = true;
                    return chunk;
                }
            }

            return null;
        }
    }

    /// <summary>Leaves a chunk to others.</summary>
    public void Leave(int chunk)
    {
        lock (_lock)
        {
            _taken[chunk] = false;
        }
    }

    /// <summary>The bytes of a chunk that are still to come.</summary>
    public (long From, long Count) Missing(int chunk)
    {
        lock (_lock)
        {
            return (Start(chunk) + _done[chunk], Length(chunk) - _done[chunk]);
        }
    }

    /// <summary>Bytes of a chunk that its connection has written.</summary>
    public void Advance(int chunk, ReadOnlySpan<byte> bytes)
    {
        uint sum = Crc32C.Append(_sums[chunk], bytes);
        lock (_lock)
        {
            _done[chunk] += bytes.Length;
            _sums[chunk] = sum;
        }
    }

    /// <summary>The sum of what came of a chunk.</summary>
    public uint Sum(int chunk)
    {
        lock (_lock)
        {
            return _sums[chunk];
        }
    }

    /// <summary>Forgets what is there of a chunk.</summary>
    public void Drop(int chunk)
    {
        lock (_lock)
        {
            (_done[chunk], _sums[chunk], _taken[chunk]) = (0, 0, false);
        }
    }

    /// <summary>What to keep of the map.</summary>
    public IReadOnlyList<ChunkState> Chunks()
    {
        lock (_lock)
        {
            return [.. Enumerable.Range(0, Count).Where(i => _done[i] > 0).Select(i => new ChunkState(i, _done[i], _sums[i]))];
        }
    }
}
