namespace Castor.Protocol.OpenAi;

/// <summary>The models of this server. <see href="https://platform.openai.com/docs/api-reference/models/list"/></summary>
public sealed record OpenAiModelList : WireMessage
{
    /// <summary>The models.</summary>
    public IReadOnlyList<OpenAiModel>? Data { get; init; }

    /// <summary><c>list</c></summary>
    public string? Object { get; init; }
}
