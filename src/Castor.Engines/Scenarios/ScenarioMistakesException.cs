namespace Castor.Engines.Scenarios;

/// <summary>A scenario folder has mistakes, and there is no earlier good set to go on with.</summary>
/// <param name="folder">The folder as the operator gave it.</param>
/// <param name="load">What came of reading it.</param>
public sealed class ScenarioMistakesException(string folder, ScenarioLoad load) : Exception(Tell(folder, load))
{
    private static string Tell(string folder, ScenarioLoad load)
    {
        ScenarioMistake[] mistakes = [.. load.Findings.Where(f => !f.IsWarning)];
        string first = mistakes.Length == 0 ? "" : mistakes[0].ToString();
        return mistakes.Length == 1
            ? $"The scenarios in {folder} have a mistake: {first}."
            : $"The scenarios in {folder} have {mistakes.Length} mistakes, the first: {first}. 'castor scenarios check {folder}' tells all.";
    }
}
