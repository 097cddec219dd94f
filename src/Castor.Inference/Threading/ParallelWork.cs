namespace Castor.Inference.Threading;

/// <summary>Work that falls into items which may run on any worker, in any order.</summary>
internal abstract class ParallelWork
{
    /// <summary>Runs one item.</summary>
    /// <param name="item">From 0 to one less than the count given to <see cref="WorkerPool.Run"/>.</param>
    /// <param name="worker">The worker's number, from 0; scratch memory is kept by it.</param>
    public abstract void Execute(int item, int worker);
}
