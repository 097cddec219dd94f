using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>Finds what is still to be chosen in a goal: branches, the two sides of a condition, and whether a property is there that others depend on.</summary>
internal static class OpenChoices
{
    // Each of them doubles what there is to write; beyond, what a property requires is required always.
    private const int MostDependents = 4;

    // More conditions than these on a property are told apart by whether it is there at all.
    private const int FewConditions = 2;

    /// <summary>The next choice, but for complements; null where all are settled. Those of <c>oneOf</c> come last, when it is known what else is written.</summary>
    public static SchemaChoice? Next(SchemaGoal goal)
    {
        for (; goal.FirstOpen < goal.Nodes.Count; goal.FirstOpen++)
        {
            if (Next(goal, goal.Nodes[goal.FirstOpen]) is { } choice)
            {
                return choice;
            }
        }

        SchemaNode? owner = goal.Nodes.Find(n => n.OneOf.Count > 0 && !goal.Settled.Contains(n.OneOf));
        return owner is null ? null : new SchemaChoice(owner.OneOf, owner, "oneOf", Exclusion.Ways(goal, owner));
    }

    private static SchemaChoice? Next(SchemaGoal goal, SchemaNode node)
    {
        if (node.AnyOf.Count > 0 && !node.IsComplement && !goal.Settled.Contains(node.AnyOf))
        {
            return new SchemaChoice(node.AnyOf, node, node.Negated is null ? "anyOf" : "not", [.. node.AnyOf.Select(b => new[] { b })]);
        }

        bool hasObjects = goal.Kinds.HasFlag(JsonKinds.Object);
        if (node.If is { } condition && (node.Then ?? node.Else) is not null && !goal.Settled.Contains(condition))
        {
            return (hasObjects && goal.Conditions > FewConditions ? Presence(goal, node, condition) : null) ?? Conditional(node, condition);
        }

        return hasObjects && node.Objects is { } rules ? Dependents(goal, node, rules) ?? Beyond(goal, node, rules) : null;
    }

    /// <summary>Whether properties that others depend on are chosen one by one.</summary>
    public static bool AreChosen(IReadOnlyList<KeyValuePair<string, IReadOnlyList<string>>> dependents) => dependents.Count <= MostDependents;

    // Without the property all conditions on its value hold, with it one of them at most.
    private static SchemaChoice? Presence(SchemaGoal goal, SchemaNode node, SchemaNode condition)
    {
        foreach ((string name, _) in condition.Objects?.Properties ?? [])
        {
            if (!condition.Objects!.Required.Contains(name) && !goal.Required().Contains(name) && !goal.Forbids(name))
            {
                SchemaNode without = ContainerComplement.Without(name, node.Path);
                SchemaNode others = new() { Path = node.Path, Kinds = JsonKinds.All & ~JsonKinds.Object };
                return new SchemaChoice(without, node, "if", [[others], [without], [ContainerComplement.Having(name, node.Path)]]);
            }
        }

        return null;
    }

    private static SchemaChoice Conditional(SchemaNode node, SchemaNode condition)
    {
        SchemaNode[] holds = [Aside(condition), .. node.Then is { } then ? new[] { then } : []];
        SchemaNode[] fails = [SchemaComplement.Of(condition), .. node.Else is { } other ? new[] { other } : []];
        return new SchemaChoice(condition, node, "if", [holds, fails]);
    }

    // Properties of a condition are none that it declares.
    private static SchemaNode Aside(SchemaNode condition) => condition.Aside ??= condition.Objects is { Declares: true } rules && rules is { Properties.Count: > 0 } or { Required.Count: > 0 }
        ? new SchemaNode
        {
            Path = condition.Path,
            Never = condition.Never,
            Kinds = condition.Kinds,
            Enum = condition.Enum,
            Format = condition.Format,
            Numbers = condition.Numbers,
            Strings = condition.Strings,
            Arrays = condition.Arrays,
            Objects = condition.Objects.AsCondition(),
            Reference = condition.Reference,
            AllOf = condition.AllOf,
            AnyOf = condition.AnyOf,
            OneOf = condition.OneOf,
            Not = condition.Not,
            If = condition.If,
            Then = condition.Then,
            Else = condition.Else,
            Unread = condition.Unread,
            UnevaluatedProperties = condition.UnevaluatedProperties,
            UnevaluatedItems = condition.UnevaluatedItems,
        }
        : condition;

    private static SchemaChoice? Dependents(SchemaGoal goal, SchemaNode node, ObjectRules rules)
    {
        foreach ((string name, SchemaNode dependent) in rules.DependentSchemas)
        {
            if (!goal.Settled.Contains(dependent))
            {
                return new SchemaChoice(dependent, node, "dependentSchemas", Ways(goal, node, name, dependent));
            }
        }

        if (!AreChosen(rules.DependentRequired))
        {
            return null;
        }

        foreach ((string name, IReadOnlyList<string> others) in rules.DependentRequired)
        {
            if (others.Count > 0 && !goal.Settled.Contains(others))
            {
                SchemaNode all = new() { Path = node.Path, Objects = new ObjectRules { Declares = false, Required = others } };
                return new SchemaChoice(others, node, "dependentRequired", Ways(goal, node, name, all));
            }
        }

        return null;
    }

    private static SchemaNode[][] Ways(SchemaGoal goal, SchemaNode node, string name, SchemaNode dependent)
    {
        SchemaNode[] having = [ContainerComplement.Having(name, node.Path), dependent];
        if (goal.Required().Contains(name))
        {
            return [having];
        }

        // Other kinds than objects are of neither.
        SchemaNode without = ContainerComplement.Without(name, node.Path);
        without.Kinds = JsonKinds.All;
        return [[without], having];
    }

    private static SchemaChoice? Beyond(SchemaGoal goal, SchemaNode node, ObjectRules rules)
    {
        if (rules.BeyondNames is not { } names || goal.Settled.Contains(names))
        {
            return null;
        }

        if (goal.Required().Any(name => !names.Contains(name)))
        {
            return new SchemaChoice(names, node, "additionalProperties", [[]]);
        }

        IEnumerable<string> others = goal.Nodes.SelectMany(n => n.Objects?.Properties.Select(p => p.Key).Concat(n.Objects.Required) ?? [])
            .Where(name => !names.Contains(name)).Distinct(StringComparer.Ordinal);
        return new SchemaChoice(names, node, "additionalProperties", [.. others.Select(name => new[] { ContainerComplement.Having(name, node.Path) })]);
    }
}
