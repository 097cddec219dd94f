namespace Castor.Protocol.OpenAi;

/// <summary>What only Google has in a request (Developer API). <see href="https://ai.google.dev/gemini-api/docs/openai#extra-body"/></summary>
public sealed record GoogleExtraBody : WireMessage
{
    /// <summary>The options.</summary>
    public GoogleOptions? Google { get; init; }
}
