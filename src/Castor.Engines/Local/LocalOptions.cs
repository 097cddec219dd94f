using Castor.Inference.KvCaches;

namespace Castor.Engines.Local;

/// <summary>How local weights are run.</summary>
public sealed record LocalOptions
{
    /// <summary>Threads that compute.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The most bytes of keys and values of one model.</summary>
    public long KvBytes { get; init; } = Math.Min(2L << 30, GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / 4);

    /// <summary>How keys and values are stored.</summary>
    public KvCacheType KvType { get; init; }

    /// <summary>The most tokens of prompt and answer; null for what the model was made for.</summary>
    public int? ContextLength { get; init; }

    /// <summary>How long a model stays in memory after its last use; <see cref="Timeout.InfiniteTimeSpan"/> for as long as its room is not needed.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The most bytes of all models together, each counted with its file's size and its <see cref="KvBytes"/>; one model may take all.</summary>
    public long MemoryBytes { get; init; } = GC.GetGCMemoryInfo().TotalAvailableMemoryBytes;
}
