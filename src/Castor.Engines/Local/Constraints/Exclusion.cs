using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>Sees to it that of the branches of <c>oneOf</c> exactly one holds: what is written by one must not satisfy another.</summary>
internal static class Exclusion
{
    /// <summary>Compares the branches two by two.</summary>
    /// <exception cref="SchemaRefusedException">Two of them may hold at once.</exception>
    public static void RefuseOverlaps(SchemaNode owner)
    {
        SchemaNode[][] branches = [.. owner.OneOf.Select(b => SchemaGoal.Of([b]).Nodes.ToArray())];
        for (int i = 0; i < branches.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                if (!AreDisjoint(branches[i], branches[j], 0))
                {
                    throw new SchemaRefusedException(
                        owner.OneOf[i].Path, "this branch of oneOf may hold together with another one; anyOf, or a property with a different const in each, can be held");
                }
            }
        }
    }

    private static bool AreDisjoint(IReadOnlyList<SchemaNode> a, IReadOnlyList<SchemaNode> b, int depth)
    {
        JsonKinds kinds = KindsOf(a) & KindsOf(b);
        if (kinds == JsonKinds.None || depth > 4)
        {
            return kinds == JsonKinds.None;
        }

        if (EnumOf(a) is { } values)
        {
            return values.All(v => (JsonKindNames.Of(v) & kinds) == 0 || b.Any(n => !IsValid(v, n)));
        }

        if (EnumOf(b) is { } others)
        {
            return others.All(v => (JsonKindNames.Of(v) & kinds) == 0 || a.Any(n => !IsValid(v, n)));
        }

        return kinds == JsonKinds.Object ? ObjectsAreDisjoint(a, b, depth) : (kinds & ~JsonKinds.Number) == 0 && RangesAreDisjoint(a, b);
    }

    private static bool ObjectsAreDisjoint(IReadOnlyList<SchemaNode> a, IReadOnlyList<SchemaNode> b, int depth)
    {
        foreach (string name in Required(a).Union(Required(b)))
        {
            List<SchemaNode> left = MemberOf(a, name);
            List<SchemaNode> right = MemberOf(b, name);
            bool inBoth = Required(a).Contains(name) && Required(b).Contains(name);

            // A name that only one requires is never written by the other, unless it knows it or takes any name.
            if ((inBoth && AreDisjoint(SchemaGoal.Of(left).Nodes, SchemaGoal.Of(right).Nodes, depth + 1))
                || (!Required(a).Contains(name) && !MayWrite(a, name)) || (!Required(b).Contains(name) && !MayWrite(b, name)))
            {
                return true;
            }
        }

        return false;
    }

    private static bool RangesAreDisjoint(IReadOnlyList<SchemaNode> a, IReadOnlyList<SchemaNode> b)
    {
        var range = new NumberRange();
        return a.Concat(b).All(n => range.Add(n)) && range.Low is { } low && range.High is { } high
            && (low.CompareTo(high) > 0 || (low.CompareTo(high) == 0 && (range.LowOpen || range.HighOpen)));
    }

    private static IEnumerable<string> Required(IReadOnlyList<SchemaNode> nodes) => nodes.SelectMany(n => n.Objects?.Required ?? []);

    private static List<SchemaNode> MemberOf(IReadOnlyList<SchemaNode> nodes, string name)
    {
        List<SchemaNode> members = [];
        foreach (SchemaNode node in nodes)
        {
            node.Objects?.CollectFor(name, members);
        }

        return members;
    }

    // Where nothing is declared, any name may be written; where something is, only that, and what is said of other names.
    private static bool MayWrite(IReadOnlyList<SchemaNode> nodes, string name) =>
        !nodes.Any(n => n.Objects is { Properties.Count: > 0, AdditionalProperties: null or { Never: true }, PatternProperties.Count: 0 } o && o.Declared(name) is null);

    private static JsonKinds KindsOf(IReadOnlyList<SchemaNode> nodes) => nodes.Aggregate(JsonKinds.All, (kinds, n) => kinds & (n.Never ? JsonKinds.None : n.Kinds));

    private static IReadOnlyList<Datum>? EnumOf(IReadOnlyList<SchemaNode> nodes) => nodes.FirstOrDefault(n => n.Enum is not null)?.Enum;

    private static bool IsValid(Datum value, SchemaNode node) => new InstanceValidator(new GenerationBudget()).IsValid(value, node);
}
