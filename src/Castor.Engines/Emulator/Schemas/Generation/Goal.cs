using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>All schemas that one value has to satisfy, references and <c>allOf</c> resolved, and the choices that are still open.</summary>
internal sealed class Goal
{
    private readonly List<SchemaNode> _nodes = [];
    private readonly HashSet<SchemaNode> _known = [];
    private readonly Queue<GoalChoice> _choices = new();

    private Goal()
    {
    }

    /// <summary>The schemas, each without what is resolved.</summary>
    public IReadOnlyList<SchemaNode> Nodes => _nodes;

    /// <summary>The kinds of values that all the schemas allow.</summary>
    public JsonKinds Kinds { get; private set; } = JsonKinds.All;

    /// <summary>Whether one of the schemas allows nothing.</summary>
    public bool IsNever { get; private set; }

    /// <summary>Whether a value must be checked in whole, since something in the schemas can only be tried out.</summary>
    public bool NeedsCheck { get; private set; }

    /// <summary>Names that no object may have.</summary>
    public HashSet<string>? Forbidden { get; private set; }

    /// <summary>Resolves schemas.</summary>
    public static Goal Of(IReadOnlyList<SchemaNode> wanted)
    {
        var goal = new Goal();
        goal.Add(wanted);
        return goal;
    }

    /// <summary>Takes the next open choice; null when there is none.</summary>
    public GoalChoice? NextChoice() => _choices.TryDequeue(out GoalChoice? choice) ? choice : null;

    /// <summary>The goal with a branch of a choice taken.</summary>
    public Goal With(GoalBranch branch)
    {
        var goal = new Goal { Kinds = Kinds, IsNever = IsNever, NeedsCheck = NeedsCheck };
        goal._nodes.AddRange(_nodes);
        goal._known.UnionWith(_known);
        foreach (GoalChoice choice in _choices)
        {
            goal._choices.Enqueue(choice);
        }

        goal.Forbidden = Forbidden is null ? null : [.. Forbidden];
        if (branch.Without is { } name)
        {
            goal.Forbid(name);
        }

        goal.Add(branch.Nodes);
        return goal;
    }

    private void Add(IReadOnlyList<SchemaNode> wanted)
    {
        // A stack of our own: chains of references may be long.
        var open = new Stack<SchemaNode>(wanted.Reverse());
        while (open.TryPop(out SchemaNode? node))
        {
            if (!_known.Add(node))
            {
                continue;
            }

            _nodes.Add(node);
            IsNever |= node.Never;
            Kinds &= node.Kinds;
            for (int i = node.AllOf.Count - 1; i >= 0; i--)
            {
                open.Push(node.AllOf[i]);
            }

            if (node.Reference is not null)
            {
                open.Push(node.Reference);
            }

            AddChoices(node);
        }
    }

    private void AddChoices(SchemaNode node)
    {
        if (node.AnyOf.Count > 0)
        {
            _choices.Enqueue(GoalChoice.Between(node.AnyOf));
        }

        if (node.OneOf.Count > 0)
        {
            _choices.Enqueue(GoalChoice.Between(node.OneOf));
            NeedsCheck |= node.OneOf.Count > 1;
        }

        if (node.If is not null)
        {
            NeedsCheck = true;
            _choices.Enqueue(new GoalChoice(
            [
                new GoalBranch(node.Then is null ? [node.If] : [node.If, node.Then]),
                new GoalBranch(node.Else is null ? [] : [node.Else]),
            ]));
        }

        if (node.Not is not null)
        {
            Exclude(node.Not);
        }

        foreach ((string name, SchemaNode dependent) in node.Objects?.DependentSchemas ?? [])
        {
            _choices.Enqueue(new GoalChoice([new GoalBranch([dependent]), new GoalBranch([]) { Without = name }]));
        }
    }

    // A plain "not" is aimed at; any other is left to the check.
    private void Exclude(SchemaNode not)
    {
        bool bare = not.Enum is null && not.Numbers is null && not.Strings is null && not.Arrays is null && not.Reference is null && not.Not is null
            && not.AllOf.Count + not.AnyOf.Count + not.OneOf.Count == 0 && not.If is null && not.Format is null && !not.Never;
        if (bare && not.Objects is null)
        {
            Kinds &= ~not.Kinds;
        }
        else if (bare && not.Objects is { Required: [string name], Properties.Count: 0, MinProperties: 0 } rules && rules.MaxProperties == long.MaxValue
            && rules.AdditionalProperties is null && rules.PatternProperties.Count == 0)
        {
            Forbid(name);
            NeedsCheck = true;
        }
        else
        {
            NeedsCheck = true;
        }
    }

    private void Forbid(string name) => (Forbidden ??= []).Add(name);
}
