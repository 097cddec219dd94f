using Castor.Inference.Kernels;
using Castor.Inference.Threading;

namespace Castor.Inference.Models;

/// <summary>Multiplies the rows of a batch with a <see cref="Linear"/>; an item is some groups of outputs for all rows.</summary>
internal sealed unsafe class LinearWork(KernelSet kernels, WorkerPool pool) : ParallelWork
{
    /// <summary>Prompts by tiles are read anew for each item: few large ones spare the caches.</summary>
    public const int ItemsPerWorkerOfPrompts = 3;

    private const int ItemsPerWorker = 8;
    private const int MaxGroupsPerItem = 256;

    private Linear _linear = null!;
    private ActivationRows _rows = null!;
    private int _firstRow;
    private int _rowCount;
    private float* _y;
    private nint _stride;
    private int _groupsPerItem;

    /// <summary>Multiplies.</summary>
    /// <param name="linear">The weights.</param>
    /// <param name="rows">The activations, quantised.</param>
    /// <param name="firstRow">The first row; where rows of prompts are multiplied apart, 0 or none of theirs.</param>
    /// <param name="rowCount">How many rows.</param>
    /// <param name="y">Where row 0's outputs go; groups are written whole, so 16 floats more after the last.</param>
    /// <param name="stride">Floats from one row to the next, a multiple of 16 that holds every part's padding.</param>
    public void Run(Linear linear, ActivationRows rows, int firstRow, int rowCount, float* y, nint stride)
    {
        _linear = linear;
        _rows = rows;
        _firstRow = firstRow;
        _rowCount = rowCount;
        _y = y;
        _stride = stride;

        // Even numbers of groups: some kernels take two at a time.
        int itemsPerWorker = rows.PromptCount > 0 && kernels.MultipliesPromptsApart ? ItemsPerWorkerOfPrompts : ItemsPerWorker;
        _groupsPerItem = Math.Clamp(linear.GroupCount / (pool.WorkerCount * itemsPerWorker), 2, MaxGroupsPerItem) & ~1;
        pool.Run(this, linear.ItemCount(_groupsPerItem));
    }

    public override void Execute(int item, int worker)
    {
        LinearItem piece = _linear.Item(item, _groupsPerItem);
        kernels.Multiply(_linear.Parts[piece.Part], _rows, _firstRow, _rowCount, _y + _linear.Offsets[piece.Part], _stride, piece.FirstGroup, piece.EndGroup);
    }
}
