using Castor.Inference.KvCaches;

namespace Castor.Inference.Models;

/// <summary>How a model is run.</summary>
public sealed record ModelOptions
{
    /// <summary>Threads that compute, never more than cores are there.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The most tokens of one step; long prompts are taken in pieces of this.</summary>
    public int MaxBatch { get; init; } = 512;

    /// <summary>How keys and values are stored.</summary>
    public KvCacheType KvType { get; init; }

    /// <summary>The tier of instructions by name, for tests and comparisons; null for the fastest that this machine has. <c>CASTOR_KERNELS</c> sets it too.</summary>
    public string? Kernels { get; init; }
}
