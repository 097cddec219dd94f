namespace Castor.Protocol.OpenAi;

/// <summary>What only Google has in messages and calls. <see href="https://ai.google.dev/gemini-api/docs/thought-signatures#openai"/></summary>
public sealed record ChatExtraContent : WireMessage
{
    /// <summary>The form of the Developer API.</summary>
    public ChatThoughtMark? Google { get; init; }

    /// <summary>The form of Vertex AI.</summary>
    public ChatThoughtMark? Vertex { get; init; }
}
