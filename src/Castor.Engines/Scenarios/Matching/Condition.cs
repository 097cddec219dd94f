namespace Castor.Engines.Scenarios.Matching;

/// <summary>One thing that a scenario asks of a call.</summary>
/// <param name="canonical">The condition in one spelling, by which equal ones are known.</param>
internal abstract class Condition(string canonical)
{
    public string Canonical { get; } = canonical;

    public abstract bool Holds(CallFacts facts);
}
