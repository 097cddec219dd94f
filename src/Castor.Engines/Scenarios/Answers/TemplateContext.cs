using Castor.Engines.Scenarios.Matching;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>What a template may speak of.</summary>
/// <param name="Facts">The call.</param>
/// <param name="Scenario">The scenario's name.</param>
/// <param name="Count">The number of this call to the scenario, counted from 1.</param>
/// <param name="Step">Which answer of the sequence it gets, counted from 0.</param>
internal sealed record TemplateContext(CallFacts Facts, string Scenario, long Count, int Step = 0);
