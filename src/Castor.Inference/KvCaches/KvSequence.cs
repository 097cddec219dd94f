namespace Castor.Inference.KvCaches;

/// <summary>The keys and values of one sequence of tokens. Sequences that begin alike share pages until one of them writes. For the model's own thread.</summary>
public sealed class KvSequence : IDisposable
{
    private const int Released = -1;

    private readonly KvCache _cache;
    private readonly bool _isLive;
    private readonly List<int> _globalPages;
    private readonly List<int> _localPages;
    private int _firstLocalPage;

    internal KvSequence(KvCache cache, int capacity, bool isLive)
    {
        _cache = cache;
        _isLive = isLive;
        _globalPages = new List<int>(KvCache.PagesFor(capacity));
        _localPages = new List<int>(KvCache.PagesFor(capacity));
    }

    /// <summary>The positions that are filled.</summary>
    public int Length { get; private set; }

    /// <summary>Makes room for the next positions.</summary>
    /// <returns>False where the cache's budget does not allow it; nothing has changed then.</returns>
    public bool TryReserve(int count)
    {
        int pages = KvCache.PagesFor(Length + count);
        int tail = Length % KvLayout.PageLength == 0 ? -1 : Length / KvLayout.PageLength;
        long needed = Needed(_globalPages, isLocal: false, pages, tail) + Needed(_localPages, isLocal: true, pages, tail);
        if (_cache.UsedBytes + needed > _cache.ByteBudget)
        {
            return false;
        }

        Extend(_globalPages, isLocal: false, pages, tail);
        Extend(_localPages, isLocal: true, pages, tail);
        return true;
    }

    /// <summary>The bytes of the pages that it takes to make the sequence so long, growing by at most so many positions at once.</summary>
    public long MissingBytes(int length, int step)
    {
        int pages = KvCache.PagesFor(length);
        int localPages = Math.Min(_cache.LocalPagesFor(length, step), pages - _firstLocalPage) - (_localPages.Count - _firstLocalPage);
        return Math.Max(0, pages - _globalPages.Count) * _cache.Layout.GlobalPageBytes + Math.Max(0, localPages) * _cache.Layout.LocalPageBytes;
    }

    /// <summary>
    /// Counts reserved positions as filled, and gives back the pages that no window reaches any more. One page more is kept, so that a fork may begin
    /// a few positions before the end.
    /// </summary>
    public void Advance(int count)
    {
        Length += count;
        if (_cache.Layout.LocalPageBytes == 0)
        {
            return;
        }

        int firstNeeded = Math.Max(0, Length - _cache.Layout.Window - KvLayout.PageLength) / KvLayout.PageLength;
        for (; _firstLocalPage < Math.Min(firstNeeded, _localPages.Count); _firstLocalPage++)
        {
            Release(_localPages, isLocal: true, _firstLocalPage);
        }
    }

    /// <summary>Whether <see cref="Fork"/> can be called with this length: the windows before it must still be there.</summary>
    public bool CanFork(int length) =>
        length >= 0 && length <= Length && Math.Max(0, length - _cache.Layout.Window) / KvLayout.PageLength >= _firstLocalPage;

    /// <summary>A sequence with the first positions of this one; the pages are shared until one of the two writes into them.</summary>
    /// <param name="length">Positions of the new sequence.</param>
    /// <param name="capacity">The positions up to which its own lists never grow.</param>
    /// <exception cref="ArgumentOutOfRangeException"><see cref="CanFork"/> is false.</exception>
    public KvSequence Fork(int length, int capacity = 0) => Share(length, Math.Max(capacity, length), isLive: true);

    /// <summary>A fork of all positions that only keeps them, for forks of its own; its pages are not <see cref="KvCache.LiveBytes"/>.</summary>
    public KvSequence Snapshot() => Share(Length, Length, isLive: false);

    /// <summary>Gives the pages back; the sequence is empty then.</summary>
    public void Dispose()
    {
        ReleaseAll(_globalPages, isLocal: false);
        ReleaseAll(_localPages, isLocal: true);
        Length = 0;
        _firstLocalPage = 0;
    }

    /// <summary>How its keys and values are stored.</summary>
    internal KvCacheType Type => _cache.Layout.Type;

    /// <summary>The page that holds a position.</summary>
    internal unsafe byte* PageOf(bool isLocal, int position) =>
        _cache.Pool(isLocal).AddressOf((isLocal ? _localPages : _globalPages)[position / KvLayout.PageLength]);

    private long Needed(List<int> pages, bool isLocal, int count, int tail)
    {
        KvPagePool pool = _cache.Pool(isLocal);
        bool copies = tail >= 0 && tail < pages.Count && pool.IsShared(pages[tail]);
        return (Math.Max(0, count - pages.Count) + (copies ? 1 : 0)) * pool.PageBytes;
    }

    private unsafe void Extend(List<int> pages, bool isLocal, int count, int tail)
    {
        KvPagePool pool = _cache.Pool(isLocal);
        if (tail >= 0 && tail < pages.Count && pool.IsShared(pages[tail]))
        {
            int copy = pool.Take();
            Buffer.MemoryCopy(pool.AddressOf(pages[tail]), pool.AddressOf(copy), pool.PageBytes, pool.PageBytes);
            pool.Release(pages[tail], _isLive);
            pages[tail] = copy;
        }

        // Pages beyond the tail that were reserved and never filled may be shared with nobody: forks take filled pages only.
        while (pages.Count < count)
        {
            pages.Add(pool.Take());
        }
    }

    private KvSequence Share(int length, int capacity, bool isLive)
    {
        if (!CanFork(length))
        {
            throw new ArgumentOutOfRangeException(nameof(length), length, "The positions are not kept.");
        }

        KvSequence fork = new(_cache, capacity, isLive) { Length = length, _firstLocalPage = _firstLocalPage };
        int pages = KvCache.PagesFor(length);
        Share(_globalPages, fork._globalPages, isLocal: false, pages, isLive);
        Share(_localPages, fork._localPages, isLocal: true, pages, isLive);
        return fork;
    }

    private void Share(List<int> from, List<int> to, bool isLocal, int count, bool isLive)
    {
        KvPagePool pool = _cache.Pool(isLocal);
        for (int i = 0; i < count; i++)
        {
            to.Add(from[i]);
            if (from[i] != Released)
            {
                pool.Hold(from[i], isLive);
            }
        }
    }

    private void Release(List<int> pages, bool isLocal, int index)
    {
        if (pages[index] != Released)
        {
            _cache.Pool(isLocal).Release(pages[index], _isLive);
            pages[index] = Released;
        }
    }

    private void ReleaseAll(List<int> pages, bool isLocal)
    {
        for (int i = 0; i < pages.Count; i++)
        {
            Release(pages, isLocal, i);
        }

        pages.Clear();
    }
}
