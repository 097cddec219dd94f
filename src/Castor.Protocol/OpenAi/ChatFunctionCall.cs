namespace Castor.Protocol.OpenAi;

/// <summary>A function and its arguments. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatFunctionCall : WireMessage
{
    /// <summary>The arguments, a JSON object as text.</summary>
    public string? Arguments { get; init; }

    /// <summary>The name of the function.</summary>
    public string? Name { get; init; }
}
