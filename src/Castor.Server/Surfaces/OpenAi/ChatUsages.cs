using Castor.Protocol;
using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Tells the tokens used as Google's endpoint was recorded to: thoughts are in the total, not in the completion.</summary>
internal static class ChatUsages
{
    public static ChatUsage? Of(UsageMetadata? usage) => usage is null ? null : new ChatUsage
    {
        CompletionTokens = usage.CandidatesTokenCount ?? 0,
        CompletionTokensDetails = usage.ThoughtsTokenCount is { } thoughts ? new ChatCompletionTokens { ReasoningTokens = thoughts } : null,
        PromptTokens = (usage.PromptTokenCount ?? 0) + (usage.ToolUsePromptTokenCount ?? 0),
        PromptTokensDetails = usage.CachedContentTokenCount is { } cached ? new ChatPromptTokens { CachedTokens = cached } : null,
        TotalTokens = usage.TotalTokenCount ?? 0,
    };
}
