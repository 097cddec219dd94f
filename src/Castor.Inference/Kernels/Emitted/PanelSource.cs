using Castor.Inference.Gguf;
using Castor.Inference.Kernels.PackedTypes;

namespace Castor.Inference.Kernels.Emitted;

/// <summary>How panels are made of a packed type's groups.</summary>
internal readonly unsafe struct PanelSource
{
    private readonly delegate*<byte*, int, int, byte*, void> _unpack;

    private PanelSource(int blocksPerSuper, delegate*<byte*, int, int, byte*, void> unpack)
    {
        MaxBlocks = TileProgram.MaxBlocks / blocksPerSuper * blocksPerSuper;
        _unpack = unpack;
    }

    /// <summary>The most blocks of a panel: whole super-blocks.</summary>
    public int MaxBlocks { get; }

    /// <summary>The source for a type; null where its weights are no integers.</summary>
    public static PanelSource? For(TensorType type) => type switch
    {
        TensorType.Q8_0 => Create<Q80>(),
        TensorType.Q4_0 => Create<Q40>(),
        TensorType.Q4_1 => Create<Q41>(),
        TensorType.Q5_0 => Create<Q50>(),
        TensorType.Q5_1 => Create<Q51>(),
        TensorType.Q4_K => Create<Q4K>(),
        TensorType.Q5_K => Create<Q5K>(),
        TensorType.Q6_K => Create<Q6K>(),
        _ => null,
    };

    /// <summary>See <see cref="TilePanel{T}.Unpack"/>.</summary>
    public void Unpack(byte* group, int firstBlock, int count, byte* panel) => _unpack(group, firstBlock, count, panel);

    private static PanelSource Create<T>()
        where T : struct, IPackedType => new(Offsets<T>.BlocksPerSuper, &TilePanel<T>.Unpack);
}
