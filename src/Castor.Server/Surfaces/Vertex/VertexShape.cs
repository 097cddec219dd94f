using System.Runtime.CompilerServices;
using Castor.Engines;
using Castor.Protocol;
using Castor.Protocol.Json;
using Castor.Server.Surfaces.Twins;
using Castor.Server.Validation;

namespace Castor.Server.Surfaces.Vertex;

/// <summary>Gives the core's answers the shape of Vertex AI, as recorded.</summary>
/// <param name="call">The call that is answered.</param>
/// <param name="taken">When the request was taken.</param>
internal sealed class VertexShape(GenerationCall call, DateTimeOffset taken)
{
    private const string OnDemand = "ON_DEMAND";

    private readonly ProtoTimestamp _createTime = ProtoTimestamp.FromDateTimeOffset(new DateTimeOffset(taken.Ticks - (taken.Ticks % TimeSpan.TicksPerMicrosecond), TimeSpan.Zero));
    private readonly bool _tellsCallIds = ModelGeneration.Of(call.Model).IsAtLeast(3);
    private readonly bool _streamsArguments = PartialArguments.AreAsked(call);

    /// <summary>A whole answer.</summary>
    public GenerateContentResponse Whole(GenerateContentResponse answer) =>
        Shape(answer, ToUsage(answer.UsageMetadata, tellsPrompt: true, isWhole: true));

    /// <summary>The chunks of an answer. Only the last one tells what was used.</summary>
    public async IAsyncEnumerable<GenerateContentResponse> ChunksAsync(
        IAsyncEnumerable<GenerateContentResponse> chunks, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        bool isFirst = true;
        await foreach (GenerateContentResponse chunk in chunks.WithCancellation(cancellationToken))
        {
            yield return Shape(chunk, ToUsage(chunk.UsageMetadata, tellsPrompt: isFirst, isWhole: EndsAnswer(chunk)));
            isFirst = false;
        }
    }

    private static bool EndsAnswer(GenerateContentResponse chunk) =>
        chunk.Candidates is not { Count: > 0 } candidates || candidates.All(c => c.FinishReason is not null);

    private GenerateContentResponse Shape(GenerateContentResponse answer, UsageMetadata? usage) => answer.RawJson is not null ? answer : answer with
    {
        Candidates = answer.Candidates is { } candidates ? [.. candidates.Select(c => ToCandidate(c, usage))] : null,
        PromptFeedback = answer.PromptFeedback is { SafetyRatings: { } ratings } feedback
            ? feedback with { SafetyRatings = SafetyScores.Complete(ratings) }
            : answer.PromptFeedback,
        UsageMetadata = usage,
        ModelStatus = null,
        CreateTime = _createTime,
    };

    private Candidate ToCandidate(Candidate candidate, UsageMetadata? usage) => candidate with
    {
        Content = candidate.Content is { Parts: { } parts } content && parts.Any(p => p.FunctionCall is not null)
            ? content with { Parts = [.. parts.Select(ToPart)] }
            : candidate.Content,
        Index = candidate.Index == 0 ? null : candidate.Index,
        FinishMessage = candidate.FinishReason == FinishReason.Stop ? null : candidate.FinishMessage,
        Score = candidate.Score ?? (candidate.AvgLogprobs is { } average && !call.Streamed && usage?.CandidatesTokenCount is { } tokens ? average * tokens : null),
        SafetyRatings = candidate.SafetyRatings is { } ratings ? SafetyScores.Complete(ratings) : null,
        CitationMetadata = candidate.CitationMetadata is { CitationSources: { } sources } citations
            ? citations with { Citations = sources, CitationSources = null }
            : candidate.CitationMetadata,
    };

    private Part ToPart(Part part)
    {
        if (part.FunctionCall is not { } called)
        {
            return part;
        }

        FunctionCall shaped = _tellsCallIds ? called : called with { Id = null };
        return part with { FunctionCall = _streamsArguments ? PartialArguments.Of(shaped) : shaped };
    }

    private UsageMetadata? ToUsage(UsageMetadata? usage, bool tellsPrompt, bool isWhole)
    {
        BillablePromptUsage? billable = tellsPrompt ? new BillablePromptUsage { TextCount = BillableCharacters.Count(call.Request) } : null;
        return !isWhole
            ? new UsageMetadata { TrafficType = OnDemand, BillablePromptUsage = billable }
            : usage is null ? null : usage with
            {
                CandidatesTokensDetails = usage.CandidatesTokensDetails ?? TextDetails(usage.CandidatesTokenCount),
                ServiceTier = null,
                TrafficType = OnDemand,
                BillablePromptUsage = billable,
            };
    }

    private static ModalityTokenCount[]? TextDetails(int? tokens) =>
        tokens is > 0 ? [new ModalityTokenCount { Modality = Modality.Text, TokenCount = tokens }] : null;
}
