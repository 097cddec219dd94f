namespace Castor.Engines.Emulator.Dialogue;

/// <summary>What tools of the service did for an answer, to be told in its text.</summary>
internal readonly record struct AnswerNotes
{
    /// <summary>What the code printed.</summary>
    public string? CodeOutput { get; init; }

    /// <summary>Whether sources are named.</summary>
    public bool IsGrounded { get; init; }

    /// <summary>The pages that were asked about.</summary>
    public IReadOnlyList<string>? Urls { get; init; }

    /// <summary>Whether an image follows.</summary>
    public bool HasImage { get; init; }
}
