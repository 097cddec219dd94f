namespace Castor.Engines.Scenarios.Matching;

/// <summary>Which text of a prompt a pattern is laid on.</summary>
internal enum TextScope
{
    Newest,
    First,
    Anywhere,
    System,
}
