using Castor.Engines.Emulator.Dialogue;
using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Turns a scripted answer into the chunks of one call.</summary>
internal static class ScriptedPlayer
{
    /// <summary>The chunks, each made when it is asked for; a unary answer has one.</summary>
    public static IEnumerable<GenerateContentResponse> Play(ScriptedAnswer answer, TemplateContext context) =>
        context.Facts.Streamed && answer.Candidates.Count > 0 ? Chunks(answer, context) : [Whole(answer, context)];

    /// <summary>The answer as one chunk.</summary>
    public static GenerateContentResponse Whole(ScriptedAnswer answer, TemplateContext context)
    {
        bool showThoughts = ShowsThoughts(context);
        ModelProfile profile = ModelProfile.Of(context.Facts.Model);
        var usage = new ScriptedUsage(answer, context);
        var candidates = new Candidate[answer.Candidates.Count];
        for (int c = 0; c < candidates.Length; c++)
        {
            List<Part>? parts = ScriptedChunks.Whole(answer.Candidates[c], context, showThoughts: true);
            usage.Add(parts);
            if (!showThoughts && parts?.Exists(static part => part.Thought is true) is true)
            {
                parts = ScriptedChunks.Whole(answer.Candidates[c], context, showThoughts: false);
            }

            int calls = 0;
            bool isSigned = false;
            Finish(parts, context, profile, ref calls, ref isSigned);
            candidates[c] = Show(answer.Candidates[c], parts, isLast: true, context, IndexOf(c, profile));
        }

        return Frame(answer, context, profile) with
        {
            Candidates = candidates.Length == 0 ? null : candidates,
            PromptFeedback = answer.PromptFeedback,
            UsageMetadata = usage.Whole(),
        };
    }

    private static IEnumerable<GenerateContentResponse> Chunks(ScriptedAnswer answer, TemplateContext context)
    {
        bool showThoughts = ShowsThoughts(context);
        ModelProfile profile = ModelProfile.Of(context.Facts.Model);
        var usage = new ScriptedUsage(answer, context);
        foreach (CandidatePlan plan in answer.Candidates)
        {
            // Counted as one piece, so that a stream and a unary answer end with the same sums.
            usage.Add(ScriptedChunks.Whole(plan, context, showThoughts: true));
        }

        usage.StartRunning(showThoughts);
        GenerateContentResponse frame = Frame(answer, context, profile);
        CandidateChunks[] candidates = [.. answer.Candidates.Select(c => new CandidateChunks(
            Finish(ScriptedChunks.Render(c, context, showThoughts), context, profile)))];
        bool isFirst = true;
        bool goesOn = true;
        while (goesOn)
        {
            var shown = new List<Candidate>(candidates.Length);
            for (int c = 0; c < candidates.Length; c++)
            {
                if (candidates[c].Take(out List<Part>? parts, out bool isLast))
                {
                    usage.AddRunning(parts);
                    shown.Add(Show(answer.Candidates[c], parts, isLast, context, IndexOf(c, profile)));
                }
            }

            goesOn = Array.Exists(candidates, c => c.GoesOn);
            yield return frame with
            {
                Candidates = shown,
                PromptFeedback = isFirst ? answer.PromptFeedback : null,
                UsageMetadata = goesOn ? usage.Running() : usage.Whole(),
            };
            isFirst = false;
        }
    }

    private static bool ShowsThoughts(TemplateContext context) => context.Facts.Request.GenerationConfig?.ThinkingConfig?.IncludeThoughts is true;

    private static GenerateContentResponse Frame(ScriptedAnswer answer, TemplateContext context, ModelProfile profile) => new()
    {
        ModelVersion = answer.ModelVersion?.Render(context) ?? profile.Version,
        ResponseId = answer.ResponseId?.Render(context) ?? ScriptedIds.OfResponse(context),
    };

    private static int? IndexOf(int candidate, ModelProfile profile) => candidate == 0 && profile.IsSecondGeneration ? null : candidate;

    private static IEnumerable<List<Part>> Finish(IEnumerable<List<Part>> chunks, TemplateContext context, ModelProfile profile)
    {
        int calls = 0;
        bool isSigned = false;
        foreach (List<Part> chunk in chunks)
        {
            Finish(chunk, context, profile, ref calls, ref isSigned);
            yield return chunk;
        }
    }

    /// <summary>Gives calls what a client sends back: on models that ask for signatures each has an id, and the first is signed.</summary>
    private static void Finish(List<Part>? chunk, TemplateContext context, ModelProfile profile, ref int calls, ref bool isSigned)
    {
        for (int i = 0; i < chunk?.Count; i++)
        {
            if (chunk[i].FunctionCall is not { } call)
            {
                continue;
            }

            call = call with { Id = call.Id ?? (profile.SignsAnswers ? ScriptedIds.OfCall(context, calls++) : null) };
            bool isToSign = profile.SignsAnswers && !isSigned;
            chunk[i] = chunk[i] with
            {
                FunctionCall = call,
                ThoughtSignature = chunk[i].ThoughtSignature
                    ?? (isToSign ? ThoughtSignature.Issue(profile.Family, call.Name + call.Args?.GetRawText()) : default(ReadOnlyMemory<byte>?)),
            };
            isSigned = true;
        }
    }

    private static Candidate Show(CandidatePlan plan, List<Part>? parts, bool isLast, TemplateContext context, int? index)
    {
        Content? content = parts is null ? null : new Content { Parts = parts, Role = "model" };
        return !isLast ? new Candidate { Content = content, Index = index } : plan.Extras with
        {
            Content = content,
            FinishReason = plan.FinishReason,
            FinishMessage = plan.FinishMessage?.Render(context),
            Index = index,
        };
    }
}
