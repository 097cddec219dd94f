using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>How a model thinks and what of it can be set.</summary>
public sealed record ThinkingTraits
{
    /// <summary>What is set: a token budget, a level, or nothing because the model does not think.</summary>
    public ThinkingMode Mode { get; set; }

    /// <summary>The least budget other than 0, in tokens.</summary>
    public int MinBudget { get; set; }

    /// <summary>The largest budget in tokens.</summary>
    public int MaxBudget { get; set; }

    /// <summary>Whether a budget of 0 turns thinking off.</summary>
    public bool CanDisable { get; set; }

    /// <summary>Whether the model thinks when nothing is set.</summary>
    public bool DefaultOn { get; set; }

    /// <summary>The levels that can be set.</summary>
    public IReadOnlyList<ThinkingLevel> Levels { get; set; } = [];

    /// <summary>The level when none is set.</summary>
    public ThinkingLevel? DefaultLevel { get; set; }
}
