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
    public KvCache(ModelConfig config, long byteBudget)
    {
        ArgumentNullException.ThrowIfNull(config);
        Layout = new KvLayout(config);
        ByteBudget = byteBudget;
        _global = new KvPagePool(Layout.GlobalPageBytes);
        _local = new KvPagePool(Layout.LocalPageBytes);
    }

    /// <summary>The most bytes that pages may take.</summary>
    public long ByteBudget { get; }

    /// <summary>The bytes of the pages in use.</summary>
    public long UsedBytes => _global.UsedPages * _global.PageBytes + _local.UsedPages * _local.PageBytes;

    /// <summary>Where a page's parts lie.</summary>
    internal KvLayout Layout { get; }

    /// <summary>A sequence without positions.</summary>
    public KvSequence CreateSequence() => new(this);

    /// <summary>The bytes that a sequence of so many positions needs at most.</summary>
    public long BytesFor(int length)
    {
        int window = Math.Min(length, Layout.Window + KvLayout.PageLength);
        return PagesFor(length) * Layout.GlobalPageBytes + (PagesFor(window) + 1) * Layout.LocalPageBytes;
    }

    /// <summary>Gives the memory back; the sequences are of no use then.</summary>
    public void Dispose()
    {
        _global.Dispose();
        _local.Dispose();
    }

    internal KvPagePool Pool(bool isLocal) => isLocal ? _local : _global;

    internal static int PagesFor(int length) => (length + KvLayout.PageLength - 1) / KvLayout.PageLength;
}
