namespace Castor.Engines.Scenarios.Matching;

/// <summary>How a group's members are taken together.</summary>
internal enum GroupKind
{
    All,
    Any,
    Not,
}
