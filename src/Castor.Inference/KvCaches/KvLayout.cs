using Castor.Inference.Models;

namespace Castor.Inference.KvCaches;

/// <summary>
/// Where keys and values lie in a page of positions. Layers that attend to all positions and layers with a sliding window have pages of their own,
/// since those of the latter are given back when the window has passed.
/// </summary>
internal sealed class KvLayout
{
    /// <summary>Positions of a page.</summary>
    public const int PageLength = 64;

    /// <summary>Positions of a tile of keys: a vector's lane is a position.</summary>
    public const int TileLength = 16;

    private readonly KvSlot[] _slots;

    /// <summary>Lays out the pages of a model.</summary>
    public KvLayout(ModelConfig config)
    {
        _slots = new KvSlot[config.Layers.Count];
        for (int i = 0; i < _slots.Length; i++)
        {
            LayerConfig layer = config.Layers[i];
            if (layer.KvSource != i)
            {
                _slots[i] = _slots[layer.KvSource];
                continue;
            }

            long size = (long)PageLength * layer.KvHeadCount * layer.HeadDim * sizeof(ushort);
            long start = layer.IsLocal ? LocalPageBytes : GlobalPageBytes;
            _slots[i] = new KvSlot(layer.IsLocal, start, start + size, layer.KvHeadCount, layer.HeadDim);
            if (layer.IsLocal)
            {
                LocalPageBytes += 2 * size;
                Window = Math.Max(Window, layer.Window);
            }
            else
            {
                GlobalPageBytes += 2 * size;
            }
        }
    }

    /// <summary>The longest window of the local layers; 0 where there are none.</summary>
    public int Window { get; }

    /// <summary>The bytes of a page of the layers that attend to everything.</summary>
    public long GlobalPageBytes { get; }

    /// <summary>The bytes of a page of the layers with a window.</summary>
    public long LocalPageBytes { get; }

    /// <summary>Where a layer's keys and values lie.</summary>
    public KvSlot this[int layer] => _slots[layer];
}
