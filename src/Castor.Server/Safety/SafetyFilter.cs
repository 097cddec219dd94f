using System.Runtime.CompilerServices;
using Castor.Engines;
using Castor.Protocol;

namespace Castor.Server.Safety;

/// <summary>Has the operator's classifier rate prompts and answers of every engine, and blocks what a request's <c>safetySettings</c> want blocked.</summary>
internal sealed class SafetyFilter(HttpClassifier classifier)
{
    private const string Prompt = "PROMPT";
    private const string Answer = "ANSWER";

    /// <summary>The engine's answer, as far as it passes: a blocked prompt never reaches the engine, and nothing of an answer is told before it is rated.</summary>
    /// <exception cref="ApiException">The classifier or the engine failed, at the start or on the way.</exception>
    public IAsyncEnumerable<GenerateContentResponse> GenerateAsync(IEngine engine, GenerationCall call, CancellationToken cancellationToken)
    {
        var thresholds = SafetyThresholds.Of(call);
        return thresholds.Categories.Count == 0 ? engine.GenerateAsync(call, cancellationToken) : FilterAsync(engine, call, thresholds, cancellationToken);
    }

    private async IAsyncEnumerable<GenerateContentResponse> FilterAsync(
        IEngine engine, GenerationCall call, SafetyThresholds thresholds, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (SafetyText.Of(call.Request) is { Length: > 0 } text
            && await RateAsync(Prompt, text, call, thresholds, cancellationToken) is var ratings && ratings.Any(r => r.Blocked == true))
        {
            yield return await BlockAsync(engine, call, ratings, cancellationToken);
            yield break;
        }

        var screen = new AnswerScreen(call.Request.GenerationConfig?.CandidateCount ?? 1);
        IAsyncEnumerable<GenerateContentResponse> chunks = engine.GenerateAsync(call, cancellationToken);
        await foreach (GenerateContentResponse chunk in call.Streamed ? chunks : WholeAsync(chunks, cancellationToken))
        {
            screen.Add(chunk);
            if (!screen.IsDue)
            {
                continue;
            }

            foreach (GenerateContentResponse passed in await ScreenAsync(screen, call, thresholds, cancellationToken))
            {
                yield return passed;
            }

            if (screen.IsBlocked)
            {
                yield break;
            }
        }

        // An engine may end without a finish reason, as scenarios have it.
        foreach (GenerateContentResponse passed in await ScreenAsync(screen, call, thresholds, cancellationToken))
        {
            yield return passed;
        }
    }

    private async ValueTask<IEnumerable<GenerateContentResponse>> ScreenAsync(
        AnswerScreen screen, GenerationCall call, SafetyThresholds thresholds, CancellationToken cancellationToken)
    {
        foreach (ScreenedCandidate candidate in screen.Unrated)
        {
            candidate.Rate(await RateAsync(Answer, candidate.Text, call, thresholds, cancellationToken));
        }

        return screen.Release();
    }

    private async ValueTask<IReadOnlyList<SafetyRating>> RateAsync(
        string subject, string text, GenerationCall call, SafetyThresholds thresholds, CancellationToken cancellationToken)
    {
        IReadOnlyList<SafetyRating> ratings = await classifier.RateAsync(subject, text, thresholds, call.Model.Id, cancellationToken);
        // Only Vertex AI tells scores.
        return call.Twin == ServiceTwin.Vertex ? ratings : [.. ratings.Select(r => r with { ProbabilityScore = null, Severity = null, SeverityScore = null })];
    }

    private static async ValueTask<GenerateContentResponse> BlockAsync(
        IEngine engine, GenerationCall call, IReadOnlyList<SafetyRating> ratings, CancellationToken cancellationToken)
    {
        CountTokensResponse? counted = engine is ITokenCounter counter ? await counter.CountTokensAsync(call, cancellationToken) : null;
        return new GenerateContentResponse
        {
            PromptFeedback = new PromptFeedback { BlockReason = BlockReason.Safety, SafetyRatings = ratings },
            UsageMetadata = counted is null ? null : new UsageMetadata
            {
                PromptTokenCount = counted.TotalTokens,
                TotalTokenCount = counted.TotalTokens,
                PromptTokensDetails = counted.PromptTokensDetails,
            },
            ModelVersion = call.Model.ModelVersion,
            ResponseId = ResponseId.Next(),
        };
    }

    private static async IAsyncEnumerable<GenerateContentResponse> WholeAsync(
        IAsyncEnumerable<GenerateContentResponse> chunks, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return await ResponseFold.FoldAsync(chunks, cancellationToken);
    }
}
