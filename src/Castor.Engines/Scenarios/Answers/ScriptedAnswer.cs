using Castor.Engines.Scenarios.Matching;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>An answer that the file spells out.</summary>
internal sealed record ScriptedAnswer : Answer
{
    /// <summary>The candidates; none for a blocked prompt.</summary>
    public required IReadOnlyList<CandidatePlan> Candidates { get; init; }

    public PromptFeedback? PromptFeedback { get; init; }

    /// <summary>Numbers that stand in for counted ones.</summary>
    public UsageMetadata? Usage { get; init; }

    public TextTemplate? ModelVersion { get; init; }

    public TextTemplate? ResponseId { get; init; }

    public override CallMethods Fits => CallMethods.Generation;
}
