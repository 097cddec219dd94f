namespace Castor.Inference.Scheduling;

/// <summary>How many requests a model serves at once and with how much memory.</summary>
public sealed record RunnerOptions
{
    /// <summary>The most answers that are computed at once.</summary>
    public int MaxRunning { get; init; } = 32;

    /// <summary>The most requests that wait for a place.</summary>
    public int MaxQueued { get; init; } = 256;

    /// <summary>The most tokens of prompts in a step that also continues answers: what a new prompt may slow them down by.</summary>
    public int PromptTokensBesideAnswers { get; init; } = 128;

    /// <summary>The most bytes of keys and values, of running answers and of kept prefixes together.</summary>
    public long KvBytes { get; init; } = 1L << 30;

    /// <summary>The most positions of prompt and answer; null for what the model was made for. Fewer where the memory holds fewer.</summary>
    public int? ContextLength { get; init; }

    /// <summary>Tokens that wait for a reader before the request pauses.</summary>
    public int StreamCapacity { get; init; } = 256;

    /// <summary>Every so many positions of a prompt a place is kept where another prompt may continue; only models with sliding windows need them.</summary>
    public int SnapshotInterval { get; init; } = 1024;

    /// <summary>Whether keys and values are kept for later prompts that begin alike.</summary>
    public bool KeepsPrefixes { get; init; } = true;
}
