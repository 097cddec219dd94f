using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>A choice between ways to go on: the branches of <c>anyOf</c> and <c>oneOf</c>, and what only holds under a condition.</summary>
/// <param name="Branches">The ways, as the schema gives them.</param>
internal sealed record GoalChoice(IReadOnlyList<GoalBranch> Branches)
{
    /// <summary>Whether the branches are alternatives of equal right.</summary>
    public bool IsAlternative { get; private init; }

    /// <summary>A choice between alternatives.</summary>
    public static GoalChoice Between(IReadOnlyList<SchemaNode> nodes)
    {
        var branches = new GoalBranch[nodes.Count];
        for (int i = 0; i < branches.Length; i++)
        {
            branches[i] = new GoalBranch([nodes[i]]);
        }

        return new GoalChoice(branches) { IsAlternative = true };
    }
}
