namespace Castor.Engines.Scenarios.Matching;

/// <summary>A condition that one look at the call decides.</summary>
internal sealed class PredicateCondition(string canonical, Func<CallFacts, bool> holds) : Condition(canonical)
{
    public override bool Holds(CallFacts facts) => holds(facts);
}
