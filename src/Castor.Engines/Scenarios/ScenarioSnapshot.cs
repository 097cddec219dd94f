namespace Castor.Engines.Scenarios;

/// <summary>A set of scenarios with the counters that go with it; swapped as one.</summary>
internal sealed class ScenarioSnapshot(ScenarioSet set, TimeProvider time)
{
    public ScenarioSet Set { get; } = set;

    /// <summary>The counters, in the order of the scenarios.</summary>
    public IReadOnlyList<ScenarioCounters> Counters { get; } = [.. set.Scenarios.Select(s => new ScenarioCounters(s, time))];
}
