using Castor.Engines.Scenarios.Answers;
using Castor.Engines.Scenarios.Faults;
using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios;

/// <summary>What a scenario has for one call.</summary>
/// <param name="Scenario">The scenario.</param>
/// <param name="Answer">The answer; null where a fault or the end of the sequence leaves none.</param>
/// <param name="Plan">What goes wrong.</param>
/// <param name="Count">The number of this call to the scenario, counted from 1.</param>
internal sealed record ScenarioTurn(Scenario Scenario, Answer? Answer, FaultPlan Plan, long Count)
{
    /// <summary>Which of the scenario's answers it is, counted from 0.</summary>
    public int Step { get; init; }

    /// <summary>The quota that is used up, and for how long.</summary>
    public (QuotaRule Rule, TimeSpan RetryAfter)? OverQuota { get; init; }

    /// <summary>What templates may speak of.</summary>
    public TemplateContext ToContext(CallFacts facts) => new(facts, Scenario.Name, Count, Step);
}
