namespace Castor.Engines.Scenarios;

/// <summary>Something that a scenario file has wrong, with its place.</summary>
/// <param name="File">The file, relative to the folder.</param>
/// <param name="Line">The line, counted from 1.</param>
/// <param name="Column">The column, counted from 1.</param>
/// <param name="Message">What is wrong, and what was expected.</param>
/// <param name="IsWarning">Whether the file works all the same.</param>
public sealed record ScenarioMistake(string File, int Line, int Column, string Message, bool IsWarning = false)
{
    /// <summary>The mistake on one line, as compilers tell theirs.</summary>
    public override string ToString() => $"{File}:{Line}:{Column}: {(IsWarning ? "warning: " : "")}{Message}";
}
