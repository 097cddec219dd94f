namespace Castor.Engines.Scenarios.Answers;

/// <summary>Parts that come in one chunk of a stream.</summary>
/// <param name="Parts">The parts, in order.</param>
/// <param name="Split">Whether the text may come in several chunks, since the file does not say how.</param>
internal sealed record PieceGroup(IReadOnlyList<PartPlan> Parts, bool Split = false);
