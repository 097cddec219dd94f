namespace Castor.Engines.Scenarios;

/// <summary>Finds what works but can hardly be meant.</summary>
internal static class ScenarioLint
{
    public static IEnumerable<ScenarioMistake> Check(ScenarioSet set)
    {
        for (int i = 0; i < set.Scenarios.Count; i++)
        {
            Scenario scenario = set.Scenarios[i];
            foreach (Scenario earlier in set.Scenarios.Take(i))
            {
                if (earlier.Name == scenario.Name)
                {
                    yield return Warn(scenario, $"the name '{scenario.Name}' is given before, {PlaceOf(earlier, scenario)}; the header picks that one");
                    break;
                }
            }

            foreach (Scenario earlier in set.Scenarios.Take(i))
            {
                if (Covers(earlier, scenario))
                {
                    yield return Warn(scenario, $"never reached: '{earlier.Name}', {PlaceOf(earlier, scenario)}, comes first and takes every call that this one would");
                    break;
                }
            }
        }
    }

    /// <summary>Whether every call of one scenario goes to an earlier one: that asks no more than this, and answers for ever.</summary>
    private static bool Covers(Scenario earlier, Scenario later) =>
        earlier.Conditions is not null
        && later.Conditions is not null
        && earlier.Repeat != RepeatMode.Skip
        && (later.Methods & ~earlier.Methods) == 0
        && earlier.Conditions.All(e => later.Conditions.Any(l => l.Canonical == e.Canonical));

    private static string PlaceOf(Scenario earlier, Scenario later) =>
        earlier.File == later.File ? $"on line {earlier.Place.Line}" : $"in {earlier.File}:{earlier.Place.Line}";

    private static ScenarioMistake Warn(Scenario scenario, string message) =>
        new(scenario.File, scenario.Place.Line, scenario.Place.Column, message, IsWarning: true);
}
