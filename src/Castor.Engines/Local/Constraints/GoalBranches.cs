using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Works through the choices of a goal, until each way through them is a goal without choices. Ways that contradict the rest are left out before anything is made of
/// them, and a choice with one way left is no branch, so that conditions on one property add up and do not multiply.
/// </summary>
internal sealed class GoalBranches
{
    // From here on complements are held by one of their ways: narrower than asked, and never wrong.
    private const int Plenty = 64;
    private const int Most = 5_000;
    private const int DeepestLook = 3;

    // Schemas of goals that were looked through, for those that are too much whatever is left out.
    private const int MostLooked = 10_000_000;

    private readonly Dictionary<SchemaNode, SchemaGoal> _alone = [];
    private int _made;
    private int _looked;

    /// <summary>The first choice that left no way, for the texts of errors.</summary>
    public SchemaChoice? Impossible { get; private set; }

    /// <summary>Whether ways were left out anywhere, so that nothing left does not say that no value satisfies the schema.</summary>
    public bool HasNarrowed { get; private set; }

    /// <summary>The goals without choices that a goal comes to; none where nothing satisfies it.</summary>
    /// <exception cref="SchemaRefusedException">Nothing that can be held satisfies it.</exception>
    public IReadOnlyList<SchemaGoal> Of(SchemaGoal goal)
    {
        List<SchemaGoal> settled = [];
        SchemaRefusedException? refused = null;
        int most = _made + Plenty;
        var open = new Stack<(SchemaGoal Goal, bool IsSpare)>([(goal.Copy(), false)]);
        while (open.TryPop(out (SchemaGoal Goal, bool IsSpare) next))
        {
            if (Follow(next.Goal, _made > most) is not { } choice)
            {
                settled.Add(next.Goal);
                continue;
            }

            SchemaGoal[] ways = [.. choice.Ways.Select(way => next.Goal.With(choice, way)).Where(g => !g.IsHopeless)];
            if (ways.Length == 0 && Fail(choice, next.Goal) is { } failure)
            {
                refused = next.IsSpare ? refused ?? failure : throw failure;
            }

            for (int i = ways.Length - 1; i >= 0; i--)
            {
                open.Push((ways[i], next.IsSpare || (choice.Owner.IsComplement && ways.Length > 1)));
            }

            if ((_made += ways.Length) > Most)
            {
                throw GenerationBudget.TooMuch();
            }
        }

        return settled.Count == 0 && refused is not null ? throw refused : settled;
    }

    private SchemaRefusedException? Fail(SchemaChoice choice, SchemaGoal goal)
    {
        Impossible ??= choice;
        return choice.IsNarrowed || goal.IsNarrowed
            ? new SchemaRefusedException(choice.Owner.Path, $"the keyword \"{choice.Keyword}\" cannot be held while decoding")
            : null;
    }

    // Up to a choice with several ways, or none; null where all are settled. Values that are listed need no choices: each is looked at by itself.
    private SchemaChoice? Follow(SchemaGoal goal, bool isPlenty)
    {
        while (goal is { Kinds: not JsonKinds.None, IsListed: false })
        {
            Look(goal);
            if (OpenChoices.Next(goal) is not { } open)
            {
                SchemaChoice? left = FollowComplements(goal, isPlenty, out bool hasAdded);
                if (!hasAdded)
                {
                    return left;
                }

                continue;
            }

            SchemaChoice choice = Possible(goal, open);
            if (choice.Ways.Count != 1 || !IsTaken(goal, choice))
            {
                return choice.Ways.Count == 1 ? choice with { Ways = [] } : choice;
            }
        }

        return null;
    }

    private SchemaChoice Possible(SchemaGoal goal, SchemaChoice choice) => choice with
    {
        Ways = [.. choice.Ways.Where(way => way.All(n => MayHold(goal, n))).Select(way => way.Where(n => !IsLeftOut(goal, n)).ToArray())],
    };

    // Complements come last, when it is known what else is written, and those first that leave no choice.
    private SchemaChoice? FollowComplements(SchemaGoal goal, bool isPlenty, out bool hasAdded)
    {
        int count = goal.Nodes.Count;
        SchemaChoice? fewest = null;
        for (int i = 0; i < goal.Nodes.Count; i++)
        {
            SchemaNode node = goal.Nodes[i];
            if (!node.IsComplement || node.AnyOf.Count == 0 || goal.Settled.Contains(node.AnyOf))
            {
                continue;
            }

            Look(goal);
            SchemaChoice choice = Complement(goal, node);
            if (choice.Ways.Count > 1)
            {
                fewest = fewest is null || choice.Ways.Count < fewest.Ways.Count ? choice : fewest;
            }
            else if (choice.Ways.Count == 0 || !IsTaken(goal, choice))
            {
                hasAdded = false;
                return choice with { Ways = [] };
            }
        }

        hasAdded = goal.Nodes.Count > count;
        if (hasAdded || fewest is null)
        {
            return null;
        }

        if (!isPlenty)
        {
            return fewest;
        }

        HasNarrowed = goal.IsNarrowed = true;
        hasAdded = IsTaken(goal, fewest with { Ways = [fewest.Ways[0]] });
        return hasAdded ? null : fewest with { Ways = [] };
    }

    private void Look(SchemaGoal goal)
    {
        if ((_looked += goal.Nodes.Count) > MostLooked)
        {
            throw GenerationBudget.TooMuch();
        }
    }

    // The one way of a choice, unless it shows that nothing is left.
    private static bool IsTaken(SchemaGoal goal, SchemaChoice choice)
    {
        goal.Settle(choice, choice.Ways[0]);
        return !goal.IsHopeless;
    }

    private SchemaChoice Complement(SchemaGoal goal, SchemaNode node)
    {
        var choice = new SchemaChoice(node.AnyOf, node, "not", []);
        if (IsLeftOut(goal, node))
        {
            return choice with { Ways = [[]] };
        }

        SchemaNode[] ways = [.. node.AnyOf.Where(way => MayHold(goal, way))];
        string? name = goal.Kinds == JsonKinds.Object ? ways.Select(ContainerComplement.NameOf).FirstOrDefault(n => n is not null && !Exclusion.Writes(goal, n)) : null;
        if (name is null)
        {
            return choice with { Ways = [.. ways.Select(way => new[] { way })] };
        }

        // What would not be written anyway may as well be told so.
        goal.IsNarrowed |= ways.Length > 1;
        HasNarrowed |= goal.IsNarrowed;
        return choice with { Ways = [[ContainerComplement.Without(name, node.Path)]] };
    }

    // What the rest of the goal leaves out already needs no way to be left out.
    private bool IsLeftOut(SchemaGoal goal, SchemaNode node) => node is { IsComplement: true, Negated: { } negated } && Exclusion.Excludes(goal, Alone(negated));

    // Whether it does not show at a glance that a schema and the rest of a goal contradict each other.
    private bool MayHold(SchemaGoal goal, SchemaNode node, int depth = 0)
    {
        if (depth >= DeepestLook || node.IsNarrowed)
        {
            return true;
        }

        if (Exclusion.Excludes(goal, Alone(node)))
        {
            return false;
        }

        return node is not { IsComplement: true, Negated: { } negated }
            || (!goal.Holds(negated) && (node.AnyOf.Any(way => MayHold(goal, way, depth + 1)) || IsLeftOut(goal, node)));
    }

    private SchemaGoal Alone(SchemaNode node)
    {
        if (!_alone.TryGetValue(node, out SchemaGoal? goal))
        {
            goal = SchemaGoal.Of(node);
            _alone.Add(node, goal);
        }

        return goal;
    }
}
