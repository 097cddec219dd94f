using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>Several ways for a value to satisfy a keyword: one of them has to hold beside the rest of a goal.</summary>
/// <param name="Token">What the choice is known by, once it is settled.</param>
/// <param name="Owner">The schema that the keyword stands in.</param>
/// <param name="Keyword">The keyword.</param>
/// <param name="Ways">The schemas that each way adds.</param>
internal sealed record SchemaChoice(object Token, SchemaNode Owner, string Keyword, IReadOnlyList<SchemaNode[]> Ways)
{
    /// <summary>Whether ways may be missing, so that none that fits does not say that no value does.</summary>
    public bool IsNarrowed { get; init; } = Owner.IsNarrowed || Ways.Any(way => way.Any(n => n.IsNarrowed));
}
