using Castor.Engines.Scenarios.Yaml;

namespace Castor.Engines.Scenarios;

/// <summary>The scenarios of a folder as they were read, in the order that they are asked. Never changes.</summary>
public sealed class ScenarioSet
{
    private const int MostNames = 50;

    private readonly Dictionary<string, int> _byName = new(StringComparer.Ordinal);

    internal ScenarioSet(IEnumerable<Scenario> scenarios)
    {
        // The sort is stable, so that files by name and scenarios in a file keep their order within a priority.
        Scenarios = [.. scenarios.OrderByDescending(s => s.Priority)];
        for (int i = 0; i < Scenarios.Count; i++)
        {
            _byName.TryAdd(Scenarios[i].Name, i);
        }
    }

    /// <summary>A set without scenarios.</summary>
    public static ScenarioSet Empty { get; } = new([]);

    /// <summary>How many scenarios there are.</summary>
    public int Count => Scenarios.Count;

    /// <summary>The names, in the order that the scenarios are asked.</summary>
    public IEnumerable<string> Names => Scenarios.Select(s => s.Name);

    internal IReadOnlyList<Scenario> Scenarios { get; }

    /// <summary>One line about each scenario, in the order that they are asked.</summary>
    public IEnumerable<ScenarioSummary> Describe() => Scenarios.Select(ScenarioSummary.Of);

    internal int IndexOf(string name) => _byName.GetValueOrDefault(name, -1);

    /// <summary>A hint for a name that there is not.</summary>
    internal string Hint(string name) =>
        (Spelling.Nearest(name, Names) is { } near ? $" Did you mean '{near}'?" : "")
        + (Count == 0 ? " There are no scenarios." : $" The scenarios are: {string.Join(", ", Names.Distinct(StringComparer.Ordinal).Take(MostNames))}{(Count > MostNames ? " and more" : "")}.");
}
