using Castor.Engines.Emulator.Dialogue;
using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Turns a scripted answer into the chunks of one call.</summary>
internal static class ScriptedPlayer
{
    /// <summary>The chunks, each made when it is asked for.</summary>
    public static IEnumerable<GenerateContentResponse> Play(ScriptedAnswer answer, TemplateContext context)
    {
        bool showThoughts = context.Facts.Request.GenerationConfig?.ThinkingConfig?.IncludeThoughts is true;
        ModelProfile profile = ModelProfile.Of(context.Facts.Model);
        var usage = new ScriptedUsage(answer, context, showThoughts);
        var frame = new GenerateContentResponse
        {
            ModelVersion = answer.ModelVersion?.Render(context) ?? profile.Version,
            ResponseId = answer.ResponseId?.Render(context) ?? ScriptedIds.OfResponse(context),
        };
        return answer.Candidates.Count == 0
            ? [frame with { PromptFeedback = answer.PromptFeedback, UsageMetadata = usage.Whole() }]
            : Play(answer, context, profile, usage, frame, showThoughts);
    }

    private static IEnumerable<GenerateContentResponse> Play(
        ScriptedAnswer answer, TemplateContext context, ModelProfile profile, ScriptedUsage usage, GenerateContentResponse frame, bool showThoughts)
    {
        CandidateChunks[] candidates = [.. answer.Candidates.Select(c => new CandidateChunks(
            Finish(ScriptedChunks.Render(c, context, context.Facts.Streamed, showThoughts), context, profile)))];
        bool isFirst = true;
        bool goesOn = true;
        while (goesOn)
        {
            var shown = new List<Candidate>(candidates.Length);
            for (int c = 0; c < candidates.Length; c++)
            {
                if (candidates[c].Take(out List<Part>? parts, out bool isLast))
                {
                    usage.Add(parts ?? []);
                    Candidate candidate = Show(answer.Candidates[c], parts, isLast, context);
                    shown.Add(candidate with { Index = c == 0 && profile.IsSecondGeneration ? null : c });
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

    /// <summary>Gives calls what a client sends back: on models that ask for signatures each has an id, and the first is signed.</summary>
    private static IEnumerable<List<Part>> Finish(IEnumerable<List<Part>> chunks, TemplateContext context, ModelProfile profile)
    {
        bool sign = profile.SignsAnswers;
        int calls = 0;
        foreach (List<Part> chunk in chunks)
        {
            for (int i = 0; i < chunk.Count; i++)
            {
                if (chunk[i].FunctionCall is not { } call)
                {
                    continue;
                }

                call = call with { Id = call.Id ?? (profile.SignsAnswers ? ScriptedIds.OfCall(context, calls++) : null) };
                chunk[i] = chunk[i] with
                {
                    FunctionCall = call,
                    ThoughtSignature = chunk[i].ThoughtSignature
                        ?? (sign ? ThoughtSignature.Issue(profile.Family, call.Name + call.Args?.GetRawText()) : default(ReadOnlyMemory<byte>?)),
                };
                sign = false;
            }

            yield return chunk;
        }
    }

    private static Candidate Show(CandidatePlan plan, List<Part>? parts, bool last, TemplateContext context)
    {
        Content? content = parts is null ? null : new Content { Parts = parts, Role = "model" };
        return !last ? new Candidate { Content = content } : plan.Extras with
        {
            Content = content,
            FinishReason = plan.FinishReason,
            FinishMessage = plan.FinishMessage?.Render(context),
        };
    }
}
