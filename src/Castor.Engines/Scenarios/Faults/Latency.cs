namespace Castor.Engines.Scenarios.Faults;

/// <summary>How slow an answer comes.</summary>
/// <param name="First">The time before anything comes.</param>
/// <param name="PerChunk">The time before each further chunk.</param>
/// <param name="PerToken">The time that each generated token takes.</param>
internal sealed record Latency(TimeSpan First, TimeSpan PerChunk, TimeSpan PerToken);
