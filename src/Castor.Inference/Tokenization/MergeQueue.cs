namespace Castor.Inference.Tokenization;

/// <summary>
/// The merges that are possible, the lowest rank first and of equal ranks the leftmost: a binary heap that is used again for every word.
/// </summary>
internal sealed class MergeQueue
{
    private Entry[] _entries = new Entry[64];
    private int _count;

    /// <summary>The number of entries that it holds room for.</summary>
    public int Capacity => _entries.Length;

    public void Clear() => _count = 0;

    /// <param name="rank">When to merge.</param>
    /// <param name="left">The left symbol.</param>
    /// <param name="length">The bytes of both together, by which an entry is known that came too late.</param>
    /// <param name="token">What they become.</param>
    public void Push(uint rank, int left, int length, int token)
    {
        if (_count == _entries.Length)
        {
            Array.Resize(ref _entries, _count * 2);
        }

        ulong key = ((ulong)rank << 32) | (uint)left;
        int hole = _count++;
        for (int parent = (hole - 1) / 2; hole > 0 && key < _entries[parent].Key; parent = (hole - 1) / 2)
        {
            _entries[hole] = _entries[parent];
            hole = parent;
        }

        _entries[hole] = new Entry(key, length, token);
    }

    public bool TryPop(out int left, out int length, out int token)
    {
        if (_count == 0)
        {
            (left, length, token) = (0, 0, 0);
            return false;
        }

        Entry first = _entries[0];
        (left, length, token) = ((int)(uint)first.Key, first.Length, first.Token);
        Entry last = _entries[--_count];
        int hole = 0;
        for (int child = 1; child < _count; child = (hole * 2) + 1)
        {
            if (child + 1 < _count && _entries[child + 1].Key < _entries[child].Key)
            {
                child++;
            }

            if (last.Key <= _entries[child].Key)
            {
                break;
            }

            _entries[hole] = _entries[child];
            hole = child;
        }

        _entries[hole] = last;
        return true;
    }

    private readonly record struct Entry(ulong Key, int Length, int Token);
}
