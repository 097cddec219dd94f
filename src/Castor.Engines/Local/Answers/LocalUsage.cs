using Castor.Inference.Scheduling;
using Castor.Protocol;

namespace Castor.Engines.Local.Answers;

/// <summary>The counts of an answer, exact to the token.</summary>
internal static class LocalUsage
{
    /// <summary>The counts so far.</summary>
    public static UsageMetadata Of(GenerationStream stream, IReadOnlyList<CandidateReader> candidates)
    {
        int answer = candidates.Sum(c => c.AnswerTokens);
        int thoughts = candidates.Sum(c => c.ThoughtTokens);
        int cached = stream.CachedTokenCount;
        return new UsageMetadata
        {
            PromptTokenCount = stream.PromptTokenCount,
            CandidatesTokenCount = answer > 0 ? answer : null,
            ThoughtsTokenCount = thoughts > 0 ? thoughts : null,
            TotalTokenCount = stream.PromptTokenCount + answer + thoughts,
            PromptTokensDetails = Text(stream.PromptTokenCount),
            CachedContentTokenCount = cached > 0 ? cached : null,
            CacheTokensDetails = cached > 0 ? Text(cached) : null,
        };
    }

    /// <summary>Tokens of text.</summary>
    public static IReadOnlyList<ModalityTokenCount> Text(int count) => [new ModalityTokenCount { Modality = Modality.Text, TokenCount = count }];
}
