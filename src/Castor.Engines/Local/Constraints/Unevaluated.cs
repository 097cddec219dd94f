using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Turns <c>unevaluatedProperties</c> and <c>unevaluatedItems</c> into rules of the usual kind, once all choices of a goal are made: what the schemas beside and below the
/// keyword say something of is evaluated, and the rest is what it speaks of.
/// </summary>
internal static class Unevaluated
{
    private static readonly SchemaNode s_anything = new();

    /// <summary>The rules of objects that the keywords of a goal come to.</summary>
    public static IEnumerable<ObjectRules> Objects(SchemaGoal goal)
    {
        foreach (SchemaNode owner in goal.Nodes)
        {
            if (owner.UnevaluatedProperties is not { } rest)
            {
                continue;
            }

            ObjectRules[] evaluated = [.. Evaluating(goal, owner).Select(n => n.Objects).OfType<ObjectRules>()];
            bool isWhole = evaluated.Any(r => r.AdditionalProperties is not null);
            yield return new ObjectRules
            {
                Properties = [.. evaluated.SelectMany(r => r.Properties.Select(p => p.Key)).Distinct(StringComparer.Ordinal).Select(name => KeyValuePair.Create(name, s_anything))],
                PatternProperties = [.. evaluated.SelectMany(r => r.PatternProperties.Select(p => p.Key)).DistinctBy(p => p.Source).Select(p => KeyValuePair.Create(p, s_anything))],
                AdditionalProperties = isWhole ? s_anything : rest,
                Declares = false,
            };
        }
    }

    /// <summary>The rules of arrays that the keywords of a goal come to.</summary>
    public static IEnumerable<ArrayRules> Arrays(SchemaGoal goal)
    {
        foreach (SchemaNode owner in goal.Nodes)
        {
            if (owner.UnevaluatedItems is { } rest)
            {
                ArrayRules[] evaluated = [.. Evaluating(goal, owner).Select(n => n.Arrays).OfType<ArrayRules>()];
                int prefix = evaluated.Select(r => r.PrefixItems.Count).DefaultIfEmpty(0).Max();
                yield return new ArrayRules
                {
                    PrefixItems = [.. Enumerable.Repeat(s_anything, prefix)],
                    Items = evaluated.Any(r => r.Items is not null) ? s_anything : rest,
                };
            }
        }
    }

    // Those of a goal that hold for the same value because of the owner: itself, and what it refers to and combines.
    private static HashSet<SchemaNode> Evaluating(SchemaGoal goal, SchemaNode owner)
    {
        var below = new HashSet<SchemaNode>();
        var open = new Stack<SchemaNode>([owner]);
        while (open.TryPop(out SchemaNode? node))
        {
            if (!below.Add(node))
            {
                continue;
            }

            IEnumerable<SchemaNode?> parts = [node.Reference, node.Then, node.Else, .. node.AllOf, .. node.AnyOf, .. node.OneOf, .. node.Objects?.DependentSchemas.Select(d => d.Value) ?? []];
            foreach (SchemaNode part in parts.OfType<SchemaNode>().Where(goal.Holds))
            {
                open.Push(part);
            }
        }

        below.IntersectWith(goal.Nodes);
        return below;
    }
}
