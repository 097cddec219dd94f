namespace Castor.Protocol.OpenAi;

/// <summary>The mark of a thought, or the signature of one. <see href="https://ai.google.dev/gemini-api/docs/thought-signatures#openai"/></summary>
public sealed record ChatThoughtMark : WireMessage
{
    /// <summary>Whether the text holds thoughts.</summary>
    public bool? Thought { get; init; }

    /// <summary>An opaque signature, to be sent back unchanged.</summary>
    public ReadOnlyMemory<byte>? ThoughtSignature { get; init; }
}
