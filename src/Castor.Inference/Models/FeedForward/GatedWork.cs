using Castor.Inference.Kernels;
using Castor.Inference.Kernels.Emitted;
using Castor.Inference.Threading;

namespace Castor.Inference.Models.FeedForward;

/// <summary>The gated products of the rows of prompts by tiles; an item is some groups of outputs for all rows.</summary>
internal sealed class GatedWork(TileProducts tiles, WorkerPool pool) : ParallelWork
{
    private PackedMatrix _gate = null!;
    private PackedMatrix _up = null!;
    private ActivationRows _rows = null!;
    private ActivationRows _inner = null!;
    private int _rowCount;
    private int _groupsPerItem;

    /// <summary>Whether gate and up are of a type that tiles take.</summary>
    public static bool Takes(Linear gateUp) => gateUp.Parts[0].Type == gateUp.Parts[1].Type && TileProducts.Takes(gateUp.Parts[0].Type);

    /// <summary>Multiplies.</summary>
    /// <param name="gateUp">Gate and up.</param>
    /// <param name="rows">The activations.</param>
    /// <param name="rowCount">How many.</param>
    /// <param name="inner">Where the rounded products go.</param>
    public void Run(Linear gateUp, ActivationRows rows, int rowCount, ActivationRows inner)
    {
        _gate = gateUp.Parts[0];
        _up = gateUp.Parts[1];
        _rows = rows;
        _rowCount = rowCount;
        _inner = inner;

        // Even: 32 outputs are a tile's columns.
        _groupsPerItem = Math.Max(2, _gate.GroupCount / (pool.WorkerCount * LinearWork.ItemsPerWorkerOfPrompts) & ~1);
        pool.Run(this, (_gate.GroupCount + _groupsPerItem - 1) / _groupsPerItem);
    }

    public override void Execute(int item, int worker)
    {
        int first = item * _groupsPerItem;
        tiles.MultiplyGated(_gate, _up, _rows, _rowCount, _inner, first, Math.Min(first + _groupsPerItem, _gate.GroupCount));
    }
}
