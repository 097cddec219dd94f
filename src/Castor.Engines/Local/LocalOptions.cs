namespace Castor.Engines.Local;

/// <summary>How local weights are run.</summary>
public sealed record LocalOptions
{
    /// <summary>Threads that compute.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>The most bytes of keys and values of one model.</summary>
    public long KvBytes { get; init; } = 2L << 30;

    /// <summary>The most tokens of prompt and answer; null for what the model was made for.</summary>
    public int? ContextLength { get; init; }
}
