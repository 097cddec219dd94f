namespace Castor.Engines.Scenarios;

/// <summary>What came of reading scenario files.</summary>
/// <param name="Set">The scenarios; of use only where there is no mistake.</param>
/// <param name="Findings">Mistakes and warnings, by file and place.</param>
/// <param name="Files">How many files were read.</param>
public sealed record ScenarioLoad(ScenarioSet Set, IReadOnlyList<ScenarioMistake> Findings, int Files)
{
    /// <summary>Whether a file has a mistake; warnings are none.</summary>
    public bool HasMistakes => Findings.Any(f => !f.IsWarning);
}
