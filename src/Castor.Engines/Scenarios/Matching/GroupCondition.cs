namespace Castor.Engines.Scenarios.Matching;

/// <summary><c>all</c>, <c>any</c> and <c>not</c> over whole matches.</summary>
internal sealed class GroupCondition : Condition
{
    private readonly GroupKind _kind;
    private readonly IReadOnlyList<IReadOnlyList<Condition>> _members;

    public GroupCondition(GroupKind kind, IReadOnlyList<IReadOnlyList<Condition>> members)
        : base($"{kind}({string.Join('|', members.Select(m => string.Join('&', m.Select(c => c.Canonical).Order(StringComparer.Ordinal))))})")
    {
        _kind = kind;
        _members = members;
    }

    public override bool Holds(CallFacts facts) => _kind switch
    {
        GroupKind.Any => _members.Any(m => m.All(c => c.Holds(facts))),
        GroupKind.All => _members.All(m => m.All(c => c.Holds(facts))),
        _ => !_members.Any(m => m.All(c => c.Holds(facts))),
    };
}
