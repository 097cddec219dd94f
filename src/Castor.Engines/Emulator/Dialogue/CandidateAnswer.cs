using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>One candidate: what it says, within the limits of the request.</summary>
internal sealed class CandidateAnswer
{
    /// <summary>The thoughts that the client sees, in sections; empty where it sees none.</summary>
    public IReadOnlyList<string> Thoughts { get; init; } = [];

    /// <summary>The parts of the answer, thoughts not among them.</summary>
    public required List<AnswerPart> Parts { get; init; }

    /// <summary>Why the answer ends.</summary>
    public FinishReason FinishReason { get; set; } = FinishReason.Stop;

    /// <summary>What the tools of the service added to the prompt.</summary>
    public int ToolUseTokens { get; init; }

    /// <summary>Sources, where a tool names any.</summary>
    public GroundingMetadata? Grounding { get; set; }

    /// <summary>Pages that were read, where a tool reads any.</summary>
    public UrlContextMetadata? UrlContext { get; set; }

    /// <summary>The seed of the candidate's own choices.</summary>
    public required ulong Seed { get; init; }
}
