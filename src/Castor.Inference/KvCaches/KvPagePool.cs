using Castor.Inference.Memory;

namespace Castor.Inference.KvCaches;

/// <summary>
/// Pages of one size with counts of their holders: live sequences, and snapshots that can be given up. Memory is taken in slabs as it is needed and kept.
/// For the model's own thread.
/// </summary>
internal sealed unsafe class KvPagePool(long pageBytes) : IDisposable
{
    private const int PagesPerSlab = 16;

    private readonly List<NativeBuffer> _slabs = [];
    private readonly List<int> _holders = [];
    private readonly List<int> _liveHolders = [];
    private readonly Stack<int> _free = new();

    /// <summary>The bytes of a page.</summary>
    public long PageBytes => pageBytes;

    /// <summary>Pages with at least one holder.</summary>
    public int UsedPages => _holders.Count - _free.Count;

    /// <summary>Pages that a live sequence holds.</summary>
    public int LivePages { get; private set; }

    /// <summary>Takes a page for one live sequence; its content is whatever it was.</summary>
    public int Take()
    {
        if (_free.Count == 0)
        {
            AddSlab();
        }

        int page = _free.Pop();
        Hold(page, isLive: true);
        return page;
    }

    /// <summary>Adds a holder.</summary>
    public void Hold(int page, bool isLive)
    {
        _holders[page]++;
        if (isLive && _liveHolders[page]++ == 0)
        {
            LivePages++;
        }
    }

    /// <summary>Takes a holder away; the last one frees the page.</summary>
    public void Release(int page, bool isLive)
    {
        if (isLive && --_liveHolders[page] == 0)
        {
            LivePages--;
        }

        if (--_holders[page] == 0)
        {
            _free.Push(page);
        }
    }

    /// <summary>Whether somebody else holds the page too.</summary>
    public bool IsShared(int page) => _holders[page] > 1;

    /// <summary>The first byte of a page.</summary>
    public byte* AddressOf(int page) => _slabs[page / PagesPerSlab].Data + page % PagesPerSlab * pageBytes;

    public void Dispose()
    {
        foreach (NativeBuffer slab in _slabs)
        {
            slab.Dispose();
        }

        _slabs.Clear();
    }

    private void AddSlab()
    {
        _slabs.Add(new NativeBuffer(PagesPerSlab * pageBytes));
        for (int i = PagesPerSlab - 1; i >= 0; i--)
        {
            _free.Push(_holders.Count + i);
        }

        for (int i = 0; i < PagesPerSlab; i++)
        {
            _holders.Add(0);
            _liveHolders.Add(0);
        }
    }
}
