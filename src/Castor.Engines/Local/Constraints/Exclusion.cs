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

        if (EnumOf(written) is { } values)
        {
            return values.All(v => (JsonKindNames.Of(v) & kinds) == 0 || other.Nodes.Exists(n => !IsValid(v, n)));
        }

        if (EnumOf(other) is { } others)
        {
            return others.All(v => (JsonKindNames.Of(v) & kinds) == 0 || written.Nodes.Exists(n => !IsValid(v, n)));
        }

        return kinds == JsonKinds.Object ? ObjectsExclude(written, other, isWhole, depth) : (kinds & ~JsonKinds.Number) == 0 && RangesAreDisjoint(written, other);
    }

    private static bool ObjectsExclude(SchemaGoal written, SchemaGoal other, bool isWhole, int depth)
    {
        HashSet<string> own = [.. written.Required()];
        HashSet<string> needed = [.. other.Required()];

        // A name that one of them requires is there, and wrong for the other; or it is missing.
        return own.Union(needed).Any(name => Excludes(SchemaGoal.Of(written.Member(name)), SchemaGoal.Of(other.Member(name)), isWhole, depth + 1))
            || needed.Any(name => !own.Contains(name) && !MayWrite(written, isWhole, name));
    }

    private static bool RangesAreDisjoint(SchemaGoal a, SchemaGoal b)
    {
        var range = new NumberRange();
        return a.Nodes.Concat(b.Nodes).All(n => range.Add(n)) && range.Low is { } low && range.High is { } high
            && (low.CompareTo(high) > 0 || (low.CompareTo(high) == 0 && (range.LowOpen || range.HighOpen)));
    }

    // As objects are written: where something is declared, only that, and what is said of other names. A choice that is open may declare more.
    private static bool MayWrite(SchemaGoal goal, bool isWhole, string name)
    {
        ObjectRules[] rules = [.. goal.Nodes.Select(n => n.Objects).OfType<ObjectRules>()];
        if (goal.Member(name).Exists(n => n.Never))
        {
            return false;
        }

        return !isWhole || rules.Any(r => r.Declared(name) is not null || r.PatternProperties.Count > 0 || r.PropertyNames is not null || r.AdditionalProperties is { Never: false })
            || goal.Nodes.Exists(n => n.UnevaluatedProperties is { Never: false })
            || !rules.Any(r => r.Declares && r.Properties.Count > 0)
            || goal.Nodes.Exists(n => IsOpen(goal, n));
    }

    private static bool IsOpen(SchemaGoal goal, SchemaNode node) =>
        (node.AnyOf.Count > 0 && !goal.Settled.Contains(node.AnyOf)) || (node.OneOf.Count > 0 && !goal.Settled.Contains(node.OneOf))
        || (node.If is not null && !goal.Settled.Contains(node.If))
        || (node.Objects is { } rules && rules.DependentSchemas.Any(d => !goal.Settled.Contains(d.Value)));

    private static IReadOnlyList<Datum>? EnumOf(SchemaGoal goal) => goal.Nodes.Find(n => n.Enum is not null)?.Enum;

    // What the goals combine is what is being worked out here, and can't be taken for held.
    private static bool IsValid(Datum value, SchemaNode node) => new InstanceValidator(new GenerationBudget()).IsValidAlone(value, node);
}
