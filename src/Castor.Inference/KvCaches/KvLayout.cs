using Castor.Inference.Gguf;
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
    /// <exception cref="GgufException">A layer's heads do not fall into blocks of the type.</exception>
    public KvLayout(ModelConfig config, KvCacheType type)
    {
        Type = type;
        KvFormat format = KvFormat.Of(type);
        _slots = new KvSlot[config.Layers.Count];
        for (int i = 0; i < _slots.Length; i++)
        {
            LayerConfig layer = config.Layers[i];
            if (layer.KvSource != i)
            {
                _slots[i] = _slots[layer.KvSource];
                continue;
            }

            if (layer.HeadDim % format.BlockLength != 0)
            {
                throw new GgufException($"The model's keys have {layer.HeadDim} numbers, which do not fall into the blocks of {format.BlockLength} that {type} has.");
            }

            long size = layer.KvHeadCount * format.HeadBytes(layer.HeadDim);
            long start = layer.IsLocal ? LocalPageBytes : GlobalPageBytes;
            _slots[i] = new KvSlot(format, layer.IsLocal, start, start + size, layer.KvHeadCount, layer.HeadDim);
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

    /// <summary>How keys and values are stored.</summary>
    public KvCacheType Type { get; }

    /// <summary>The longest window of the local layers; 0 where there are none.</summary>
    public int Window { get; }

    /// <summary>The bytes of a page of the layers that attend to everything.</summary>
    public long GlobalPageBytes { get; }

    /// <summary>The bytes of a page of the layers with a window.</summary>
    public long LocalPageBytes { get; }

    /// <summary>Where a layer's keys and values lie.</summary>
    public KvSlot this[int layer] => _slots[layer];
}
