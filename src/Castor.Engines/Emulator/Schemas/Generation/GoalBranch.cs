using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>One way to go on.</summary>
/// <param name="Nodes">The schemas that are then to be satisfied too.</param>
internal sealed record GoalBranch(IReadOnlyList<SchemaNode> Nodes)
{
    /// <summary>A property that is then left out.</summary>
    public string? Without { get; init; }
}
