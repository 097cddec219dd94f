using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>Sees to it that of the branches of <c>oneOf</c> exactly one holds: what is written by one must not satisfy another.</summary>
internal static class Exclusion
{
    private const int Deepest = 4;

    /// <summary>For each branch what it adds: itself, and the complements of those that may hold together with it.</summary>
    /// <param name="goal">What holds beside the branches.</param>
    /// <param name="owner">Whose branches they are.</param>
    public static IReadOnlyList<SchemaNode[]> Ways(SchemaGoal goal, SchemaNode owner)
    {
        IReadOnlyList<SchemaNode> branches = owner.OneOf;
        SchemaGoal[] goals = [.. branches.Select(b => goal.With(new SchemaChoice(branches, owner, "oneOf", []), [b]))];
        var ways = new SchemaNode[branches.Count][];
        for (int i = 0; i < ways.Length; i++)
        {
            // A complement may write names that would not be written else.
            SchemaGoal written = goals[i];
            IEnumerable<int> others = Enumerable.Range(0, ways.Length).Where(j => j != i);
            bool isWhole = others.All(j => Excludes(written, goals[j], isWhole: true, 0));
            ways[i] = [branches[i], .. others.Where(j => !isWhole && !Excludes(written, goals[j])).Select(j => SchemaComplement.Of(branches[j]))];
        }

        return ways;
    }

    /// <summary>Whether nothing that is written for one goal satisfies another, whatever else the goal has to satisfy.</summary>
    public static bool Excludes(SchemaGoal written, SchemaGoal other) => Excludes(written, other, isWhole: false, 0);

    // What is written for a goal that is whole is known, and narrower than what satisfies it.
    private static bool Excludes(SchemaGoal written, SchemaGoal other, bool isWhole, int depth)
    {
        JsonKinds kinds = other.Nodes.Where(n => !n.IsNarrowed).Aggregate(written.Kinds, (k, n) => k & (n.Never ? JsonKinds.None : n.Kinds));
        if (kinds == JsonKinds.None || depth > Deepest)
        {
            return kinds == JsonKinds.None;
        }

        if (written.Values is { } values)
        {
            return values.All(v => (JsonKindNames.Of(v) & kinds) == 0 || other.Nodes.Exists(n => !n.IsAmongEnum(v)) || other.Nodes.Exists(n => !Validator().IsValid(v, n)));
        }

        // What the goal combines is what is being worked out here, and can't be taken for held.
        if (other.Values is { } others)
        {
            return others.All(v => (JsonKindNames.Of(v) & kinds) == 0 || written.Nodes.Exists(n => !n.IsComplement && !n.IsAmongEnum(v)) || written.Nodes.Exists(n => !Validator().IsValidAlone(v, n)));
        }

        return kinds == JsonKinds.Object ? ObjectsExclude(written, other, isWhole, depth) : (kinds & ~JsonKinds.Number) == 0 && RangesAreDisjoint(written, other);
    }

    private static bool ObjectsExclude(SchemaGoal written, SchemaGoal other, bool isWhole, int depth)
    {
        IReadOnlySet<string> own = written.Required();
        IReadOnlySet<string> needed = other.Required();

        // A name that one of them requires is there, and wrong for the other; or it is missing.
        return own.Union(needed).Any(name => Excludes(written.Member(name), other.Member(name), isWhole, depth + 1))
            || needed.Any(name => !own.Contains(name) && !MayWrite(written, isWhole, name));
    }

    private static bool RangesAreDisjoint(SchemaGoal a, SchemaGoal b)
    {
        var range = new NumberRange();
        return a.Nodes.Concat(b.Nodes).All(n => range.Add(n)) && range.Low is { } low && range.High is { } high
            && (low.CompareTo(high) > 0 || (low.CompareTo(high) == 0 && (range.LowOpen || range.HighOpen)));
    }

    // A choice that is open may declare more.
    private static bool MayWrite(SchemaGoal goal, bool isWhole, string name) =>
        !goal.Forbids(name) && (!isWhole || Writes(goal, name) || goal.Nodes.Exists(n => IsOpen(goal, n)));

    /// <summary>Whether objects of a goal are written with a name, its open choices aside: where something is declared, only that, and what is said of other names.</summary>
    public static bool Writes(SchemaGoal goal, string name)
    {
        bool isDeclared = false;
        foreach (SchemaNode node in goal.Nodes)
        {
            if (node.UnevaluatedProperties is { Never: false })
            {
                return true;
            }

            if (node.Objects is { } rules)
            {
                if (rules.Declared(name) is not null || rules.PatternProperties.Count > 0 || rules.PropertyNames is not null || rules.AdditionalProperties is { Never: false })
                {
                    return true;
                }

                isDeclared |= rules.Declares && rules.Properties.Count > 0;
            }
        }

        return !isDeclared || goal.Required().Contains(name);
    }

    private static bool IsOpen(SchemaGoal goal, SchemaNode node) =>
        (node.AnyOf.Count > 0 && !goal.Settled.Contains(node.AnyOf)) || (node.OneOf.Count > 0 && !goal.Settled.Contains(node.OneOf))
        || (node.If is not null && !goal.Settled.Contains(node.If))
        || (node.Objects is { } rules && rules.DependentSchemas.Any(d => !goal.Settled.Contains(d.Value)));

    private static InstanceValidator Validator() => new(new GenerationBudget());
}
