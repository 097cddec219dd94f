namespace Castor.Inference.Residency;

/// <summary>How long models stay in memory, and how much of it they may take.</summary>
public sealed record ResidencyOptions
{
    /// <summary>How long a model stays after its last use; <see cref="Timeout.InfiniteTimeSpan"/> for as long as the room is not needed.</summary>
    public TimeSpan KeepFor { get; init; } = TimeSpan.FromMinutes(30);

    /// <summary>The most bytes of all models together.</summary>
    public long MemoryBytes { get; init; } = long.MaxValue;
}
