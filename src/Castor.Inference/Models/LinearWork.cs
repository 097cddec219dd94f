using Castor.Inference.Kernels;
using Castor.Inference.Threading;

namespace Castor.Inference.Models;

/// <summary>Multiplies the rows of a batch with a <see cref="Linear"/>; an item is some groups of outputs for all rows.</summary>
internal sealed unsafe class LinearWork(KernelSet kernels, WorkerPool pool) : ParallelWork
{
    private const int ItemsPerWorker = 8;

    // Prompts are read anew for each item: few large ones spare the caches.
    private const int ItemsPerWorkerOfPrompts = 3;
    private const int MaxGroupsPerItem = 256;

    private Linear _linear = null!;
    private ActivationRows _rows = null!;
    private int _rowCount;
    private float* _y;
    private nint _stride;
    private int _groupsPerItem;

    /// <summary>Multiplies.</summary>
    /// <param name="linear">The weights.</param>
    /// <param name="rows">The activations, quantised.</param>
    /// <param name="rowCount">How many rows.</param>
    /// <param name="y">Room for <paramref name="rowCount"/> rows of the outputs; groups are written whole, so 16 floats more after the last.</param>
    /// <param name="stride">Floats from one row to the next, a multiple of 16 that holds every part's padding.</param>
    public void Run(Linear linear, ActivationRows rows, int rowCount, float* y, nint stride)
    {
        _linear = linear;
        _rows = rows;
        _rowCount = rowCount;
        _y = y;
        _stride = stride;
        int groups = 0;
        foreach (PackedMatrix part in linear.Parts)
        {
            groups += part.GroupCount;
        }

        // Even numbers of groups: some kernels take two at a time.
        int itemsPerWorker = rows.PromptCount > 0 && kernels.MultipliesPromptsApart ? ItemsPerWorkerOfPrompts : ItemsPerWorker;
        _groupsPerItem = Math.Clamp(groups / (pool.WorkerCount * itemsPerWorker), 2, MaxGroupsPerItem) & ~1;
        int items = 0;
        foreach (PackedMatrix part in linear.Parts)
        {
            items += ItemsOf(part);
        }

        pool.Run(this, items);
    }

    public override void Execute(int item, int worker)
    {
        for (int i = 0; i < _linear.Parts.Length; i++)
        {
            PackedMatrix part = _linear.Parts[i];
            int items = ItemsOf(part);
            if (item < items)
            {
                int first = item * _groupsPerItem;
                int end = Math.Min(first + _groupsPerItem, part.GroupCount);
                kernels.Multiply(part, _rows, 0, _rowCount, _y + _linear.Offsets[i], _stride, first, end);
                return;
            }

            item -= items;
        }
    }

    private int ItemsOf(PackedMatrix part) => (part.GroupCount + _groupsPerItem - 1) / _groupsPerItem;
}
