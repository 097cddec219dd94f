using Castor.Protocol;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>The reasons why answers end, in the words of the dialect.</summary>
internal static class ChatFinish
{
    /// <summary>An answer, or a prompt, that a filter stopped.</summary>
    public const string Filtered = "content_filter";

    /// <summary>The reason; null while the answer goes on.</summary>
    /// <param name="reason">The reason of the core.</param>
    /// <param name="hasCalls">Whether the answer asks for calls.</param>
    public static string? Of(FinishReason? reason, bool hasCalls)
    {
        if (reason is not { } ended)
        {
            return null;
        }

        if (ended == FinishReason.MaxTokens)
        {
            return "length";
        }

        return IsFilter(ended) ? Filtered : hasCalls ? "tool_calls" : "stop";
    }

    private static bool IsFilter(FinishReason reason) =>
        reason == FinishReason.Safety || reason == FinishReason.Recitation || reason == FinishReason.Language
        || reason == FinishReason.Blocklist || reason == FinishReason.ProhibitedContent || reason == FinishReason.Spii
        || reason == FinishReason.ImageSafety || reason == FinishReason.ImageProhibitedContent || reason == FinishReason.ImageRecitation;
}
