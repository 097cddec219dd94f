using Castor.Engines.Emulator.Dialogue;
using Castor.Engines.Emulator.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Turns a scripted answer into the chunks of one call.</summary>
internal static class ScriptedPlayer
{
    public static List<GenerateContentResponse> Play(ScriptedAnswer answer, TemplateContext context)
    {
        bool showThoughts = context.Facts.Request.GenerationConfig?.ThinkingConfig?.IncludeThoughts is true;
        ModelProfile profile = ModelProfile.Of(context.Facts.Model);
        var usage = new ScriptedUsage(answer, context, showThoughts);
        var frame = new GenerateContentResponse
        {
            ModelVersion = answer.ModelVersion?.Render(context) ?? profile.Version,
            ResponseId = answer.ResponseId?.Render(context) ?? ScriptedIds.OfResponse(context),
        };
        if (answer.Candidates.Count == 0)
        {
            return [frame with { PromptFeedback = answer.PromptFeedback, UsageMetadata = usage.Whole() }];
        }

        List<List<Part>>[] candidates =
            [.. answer.Candidates.Select(c => Finish(ScriptedChunks.Render(c, context, context.Facts.Streamed, showThoughts), context, profile))];
        int count = Math.Max(1, candidates.Max(c => c.Count));
        var chunks = new List<GenerateContentResponse>(count);
        for (int i = 0; i < count; i++)
        {
            var shown = new List<Candidate>(candidates.Length);
            for (int c = 0; c < candidates.Length; c++)
            {
                if (i < Math.Max(1, candidates[c].Count))
                {
                    List<Part>? parts = i < candidates[c].Count ? candidates[c][i] : null;
                    usage.Add(parts ?? []);
                    Candidate candidate = Show(answer.Candidates[c], parts, last: i >= candidates[c].Count - 1, context);
                    shown.Add(candidate with { Index = c == 0 && profile.IsSecondGeneration ? null : c });
                }
            }

            chunks.Add(frame with
            {
                Candidates = shown,
                PromptFeedback = i == 0 ? answer.PromptFeedback : null,
                UsageMetadata = i == count - 1 ? usage.Whole() : usage.Running(),
            });
        }

        return chunks;
    }

    /// <summary>Gives calls what a client sends back: on models that ask for signatures each has an id, and the first is signed.</summary>
    private static List<List<Part>> Finish(List<List<Part>> chunks, TemplateContext context, ModelProfile profile)
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
        }

        return chunks;
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
