using Castor.Inference.Kernels;
using Castor.Inference.Threading;

namespace Castor.Inference.Models.Experts;

/// <summary>Multiplies the slots of each expert with that expert's own <see cref="Linear"/>; an item is some groups of outputs of one expert.</summary>
internal sealed unsafe class ExpertWork(KernelSet kernels, WorkerPool pool, ExpertRouting routing) : ParallelWork
{
    private const int ItemsPerWorker = 8;

    // An expert with many rows is shared among the workers.
    private const int MaxGroupsPerItem = 32;

    private Linear[] _experts = null!;
    private ActivationRows _slots = null!;
    private float* _y;
    private nint _stride;
    private int _groupsPerItem;
    private int _itemsPerExpert;

    /// <summary>Multiplies.</summary>
    /// <param name="experts">The weights, all of one shape.</param>
    /// <param name="slots">The activations, quantised.</param>
    /// <param name="y">Room for a row of the outputs for each slot.</param>
    /// <param name="stride">Floats from one slot to the next, a multiple of 16 that holds the padding.</param>
    public void Run(Linear[] experts, ActivationRows slots, float* y, nint stride)
    {
        _experts = experts;
        _slots = slots;
        _y = y;
        _stride = stride;
        int groups = experts[0].GroupCount;
        int active = routing.Active.Length;

        // Even numbers of groups: some kernels take two at a time.
        _groupsPerItem = Math.Clamp(active * groups / (pool.WorkerCount * ItemsPerWorker), 2, MaxGroupsPerItem) & ~1;
        _itemsPerExpert = experts[0].ItemCount(_groupsPerItem);
        pool.Run(this, active * _itemsPerExpert);
    }

    public override void Execute(int item, int worker)
    {
        (int active, int within) = Math.DivRem(item, _itemsPerExpert);
        ExpertRows rows = routing.Active[active];
        Linear expert = _experts[rows.Expert];
        LinearItem piece = expert.Item(within, _groupsPerItem);
        Multiply(expert, piece, rows.FirstPrompt, rows.PromptCount);
        Multiply(expert, piece, rows.FirstAnswer, rows.AnswerCount);
    }

    private void Multiply(Linear expert, LinearItem piece, int first, int count)
    {
        if (count > 0)
        {
            kernels.Multiply(expert.Parts[piece.Part], _slots, first, count, _y + expert.Offsets[piece.Part], _stride, piece.FirstGroup, piece.EndGroup);
        }
    }
}
