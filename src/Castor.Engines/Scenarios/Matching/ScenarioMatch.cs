namespace Castor.Engines.Scenarios.Matching;

/// <summary>What calls a scenario is for.</summary>
/// <param name="Methods">The methods; null where the file leaves them to the answer.</param>
/// <param name="Conditions">What else has to hold, all of it; null for a scenario that is picked by name alone.</param>
internal sealed record ScenarioMatch(CallMethods? Methods, IReadOnlyList<Condition>? Conditions)
{
    /// <summary>A match that every call of the methods passes.</summary>
    public static ScenarioMatch Everything { get; } = new(null, []);

    /// <summary>A match that only the scenario header passes.</summary>
    public static ScenarioMatch ByNameOnly { get; } = new(null, null);
}
