namespace Castor.Protocol.OpenAi;

/// <summary>The tokens that a request used, counted as Google's endpoint does: the thoughts are in the total, not in the completion. <see href="https://platform.openai.com/docs/api-reference/chat/object"/></summary>
public sealed record ChatUsage : WireMessage
{
    /// <summary>Tokens of all answers, without thoughts.</summary>
    public int CompletionTokens { get; init; }

    /// <summary>The output, by kind.</summary>
    public ChatCompletionTokens? CompletionTokensDetails { get; init; }

    /// <summary>Tokens of the prompt.</summary>
    public int PromptTokens { get; init; }

    /// <summary>The prompt, by kind.</summary>
    public ChatPromptTokens? PromptTokensDetails { get; init; }

    /// <summary>Prompt, answers and thoughts together.</summary>
    public int TotalTokens { get; init; }
}
