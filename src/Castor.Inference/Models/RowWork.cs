using Castor.Inference.Threading;

namespace Castor.Inference.Models;

/// <summary>Work whose items are the rows of a batch.</summary>
/// <param name="body">Takes the row and the worker.</param>
internal sealed class RowWork(Action<int, int> body) : ParallelWork
{
    public override void Execute(int item, int worker) => body(item, worker);
}
