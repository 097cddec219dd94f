using Castor.Engines.Scenarios.Answers;
using Castor.Engines.Scenarios.Faults;
using Castor.Engines.Scenarios.Matching;
using Castor.Engines.Scenarios.Yaml;

namespace Castor.Engines.Scenarios;

/// <summary>A rule of a scenario file: which calls it takes, how it answers, and what goes wrong.</summary>
internal sealed record Scenario
{
    public required string Name { get; init; }

    /// <summary>Whether the file gives the name; else it is made of the file's name and a number.</summary>
    public bool IsNamed { get; init; }

    public required string File { get; init; }

    public required YamlPlace Place { get; init; }

    /// <summary>Greater ones are asked first.</summary>
    public int Priority { get; init; }

    public CallMethods Methods { get; init; }

    /// <summary>What has to hold, all of it; null for a scenario that is picked by name alone.</summary>
    public IReadOnlyList<Condition>? Conditions { get; init; }

    /// <summary>The answers, one after the other.</summary>
    public required IReadOnlyList<Answer> Answers
    {
        get;
        init
        {
            field = value;
            SequenceLength = (int)Math.Min(int.MaxValue, value.Sum(a => (long)a.Times));
        }
    }

    public RepeatMode Repeat { get; init; }

    public IReadOnlyList<Fault> Faults { get; init; } = [];

    /// <summary>Whose calls are counted together.</summary>
    public CountingKey Per { get; init; } = CountingKey.Scenario;

    /// <summary>How many calls the sequence has answers for.</summary>
    public int SequenceLength { get; private init; }

    public bool Matches(CallFacts facts)
    {
        if (Conditions is null || (Methods & facts.Method) == 0)
        {
            return false;
        }

        facts.Captures = null;
        foreach (Condition condition in Conditions)
        {
            if (!condition.Holds(facts))
            {
                return false;
            }
        }

        return true;
    }
}
