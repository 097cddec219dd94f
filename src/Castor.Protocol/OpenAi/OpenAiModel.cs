namespace Castor.Protocol.OpenAi;

/// <summary>A model as the OpenAI dialect lists it. <see href="https://platform.openai.com/docs/api-reference/models/object"/></summary>
public sealed record OpenAiModel : WireMessage
{
    /// <summary>The name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>The id, as <c>models/{model}</c>.</summary>
    public string? Id { get; init; }

    /// <summary><c>model</c></summary>
    public string? Object { get; init; }

    /// <summary><c>google</c></summary>
    public string? OwnedBy { get; init; }
}
