using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Writes candidates as chunks in the look of the recordings: whole in one, or piece by piece.</summary>
internal sealed class AnswerWriter(
    ModelProfile profile, AnswerUsage start, IReadOnlyList<CandidateAnswer> answers, int thoughtTokens, string responseId, Logprobs logprobs,
    bool tellsAverages)
{
    private static readonly GroundingMetadata s_groundingToCome = new();

    /// <summary>Everything in one chunk.</summary>
    public GenerateContentResponse Whole()
    {
        AnswerUsage usage = start;
        usage.Thoughts = thoughtTokens;
        var candidates = new Candidate[answers.Count];
        for (int i = 0; i < candidates.Length; i++)
        {
            CandidateAnswer answer = answers[i];
            usage.ToolUse += answer.ToolUseTokens;
            LogprobsResult? result = logprobs.IsAsked ? logprobs.Read(answer) : null;
            candidates[i] = new Candidate
            {
                Content = ToContent(WholeParts(answer, ref usage), answer),
                FinishReason = answer.FinishReason,
                Index = Index(i),
                AvgLogprobs = logprobs.IsAsked || tellsAverages ? Logprobs.Average(answer) : null,
                LogprobsResult = result,
                GroundingMetadata = answer.Grounding,
                UrlContextMetadata = answer.UrlContext,
            };
        }

        return ToResponse(candidates, usage.ToMetadata(isLast: true));
    }

    /// <summary>One chunk after the other. A candidate that has less to say keeps its last piece for the last chunk.</summary>
    public IEnumerable<GenerateContentResponse> Chunks()
    {
        AnswerUsage usage = start;
        var pieces = new List<AnswerPiece>[answers.Count];
        int rounds = 0;
        for (int i = 0; i < pieces.Length; i++)
        {
            pieces[i] = AnswerPieces.Split(answers[i], i == 0 ? thoughtTokens : 0, profile);
            rounds = Math.Max(rounds, pieces[i].Count);
        }

        for (int round = 0; round < rounds; round++)
        {
            bool isLast = round == rounds - 1;
            var candidates = new List<Candidate>(pieces.Length);
            for (int i = 0; i < pieces.Length; i++)
            {
                bool isHeld = round >= pieces[i].Count - 1 && !isLast;
                if (!isHeld)
                {
                    candidates.Add(ToCandidate(i, pieces[i][isLast ? ^1 : round], isFirst: round == 0, isLast, ref usage));
                }
            }

            if (candidates.Count > 0)
            {
                yield return ToResponse(candidates, usage.ToMetadata(isLast));
            }
        }
    }

    private Candidate ToCandidate(int index, AnswerPiece piece, bool isFirst, bool isLast, ref AnswerUsage usage)
    {
        CandidateAnswer answer = answers[index];
        usage.Thoughts += piece.ThoughtTokens;
        usage.ToolUse += piece.ToolUseTokens;
        usage.Add(piece.Tokens, piece.Modality);
        bool isText = piece.Part is { Text: not null, Thought: null };
        return new Candidate
        {
            Content = ToContent(piece.Part is { } part ? [part] : [], answer),
            FinishReason = isLast ? answer.FinishReason : null,
            Index = Index(index),
            AvgLogprobs = isLast && logprobs.IsAsked ? Logprobs.Average(answer) : null,
            LogprobsResult = logprobs.IsAsked && isText && piece.Tokens > 0 ? logprobs.Read(piece.Part!.Text!, answer.Seed, piece.TextTokensBefore) : null,
            GroundingMetadata = isLast ? answer.Grounding : answer.Grounding is null || profile.IsSecondGeneration ? null : s_groundingToCome,
            UrlContextMetadata = isFirst ? answer.UrlContext : null,
        };
    }

    private Part[] WholeParts(CandidateAnswer answer, ref AnswerUsage usage)
    {
        int thoughts = answer.Thoughts.Count > 0 ? 1 : 0;
        var parts = new Part[thoughts + answer.Parts.Count];
        if (thoughts > 0)
        {
            parts[0] = new Part { Text = string.Concat(answer.Thoughts), Thought = true };
        }

        for (int i = 0; i < answer.Parts.Count; i++)
        {
            AnswerPart part = answer.Parts[i];
            usage.Add(part.Tokens, part.Modality);
            parts[thoughts + i] = part.Part;
        }

        if (profile.SignsAnswers && parts.Length > thoughts && parts[^1] is { Text.Length: > 0 } last)
        {
            parts[^1] = last with { ThoughtSignature = ThoughtSignature.Issue(profile.Family, last.Text) };
        }

        return parts;
    }

    private int? Index(int index) => index == 0 && profile.IsSecondGeneration ? null : index;

    // A stop sequence that comes at once leaves an empty content, no image none, as recorded.
    private static Content? ToContent(Part[] parts, CandidateAnswer answer) => parts.Length > 0 ? new Content { Parts = parts, Role = "model" }
        : answer.FinishReason == FinishReason.NoImage ? null
        : new Content();

    private GenerateContentResponse ToResponse(IReadOnlyList<Candidate> candidates, UsageMetadata usage) => new()
    {
        Candidates = candidates,
        UsageMetadata = usage,
        ModelVersion = profile.Version,
        ResponseId = responseId,
    };
}
