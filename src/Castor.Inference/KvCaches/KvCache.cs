using Castor.Inference.Gguf;
using Castor.Inference.Models;

namespace Castor.Inference.KvCaches;

/// <summary>The keys and values of all sequences of a model, in pages under one budget. For the model's own thread.</summary>
public sealed class KvCache : IDisposable
{
    private readonly KvPagePool _global;
    private readonly KvPagePool _local;

    /// <summary>An empty cache.</summary>
    /// <param name="config">The model.</param>
    /// <param name="byteBudget">The most bytes that pages may take.</param>
    /// <param name="type">How keys and values are stored; a model steps caches of its own type alone.</param>
    /// <exception cref="GgufException">The model's heads do not fall into blocks of the type.</exception>
    public KvCache(ModelConfig config, long byteBudget, KvCacheType type = KvCacheType.F16)
    {
        ArgumentNullException.ThrowIfNull(config);
        Layout = new KvLayout(config, type);
        ByteBudget = byteBudget;
        _global = new KvPagePool(Layout.GlobalPageBytes);
        _local = new KvPagePool(Layout.LocalPageBytes);
    }

    /// <summary>The most bytes that pages may take.</summary>
    public long ByteBudget { get; }

    /// <summary>The bytes of the pages in use.</summary>
    public long UsedBytes => _global.UsedPages * _global.PageBytes + _local.UsedPages * _local.PageBytes;

    /// <summary>The bytes of the pages that live sequences hold; what else is in use is held by snapshots alone.</summary>
    public long LiveBytes => _global.LivePages * _global.PageBytes + _local.LivePages * _local.PageBytes;

    /// <summary>Where a page's parts lie.</summary>
    internal KvLayout Layout { get; }

    /// <summary>A sequence without positions.</summary>
    /// <param name="capacity">The positions up to which its own lists never grow.</param>
    public KvSequence CreateSequence(int capacity = 0) => new(this, capacity, isLive: true);

    /// <summary>The bytes that a sequence of so many positions needs at most, where it grows by at most so many at once.</summary>
    public long BytesFor(int length, int step = 1) =>
        PagesFor(length) * Layout.GlobalPageBytes + LocalPagesFor(length, step) * Layout.LocalPageBytes;

    /// <summary>Gives the memory back; the sequences are of no use then.</summary>
    public void Dispose()
    {
        _global.Dispose();
        _local.Dispose();
    }

    internal KvPagePool Pool(bool isLocal) => isLocal ? _local : _global;

    /// <summary>Pages of the layers with a window: the window, the step, the slack, and the page that each of the two ends may cut.</summary>
    internal int LocalPagesFor(int length, int step) => Math.Min(PagesFor(length), PagesFor(Layout.Window + step) + 3);

    internal static int PagesFor(int length) => (int)(((long)length + KvLayout.PageLength - 1) / KvLayout.PageLength);
}
