namespace Castor.Engines.Scenarios.Matching;

/// <summary>How a pattern is laid on a text.</summary>
internal enum PatternMode
{
    Contains,
    Equals,
    StartsWith,
    EndsWith,
    Glob,
    Regex,
}
