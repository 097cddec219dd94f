using System.Runtime.CompilerServices;
using Castor.Engines.Emulator.Dialogue;
using Castor.Engines.Emulator.Thinking;
using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Emulator;

/// <summary>Answers deterministically, without a model: the same request and seed give the same bytes.</summary>
public sealed class EmulatorEngine : IEngine, ITokenCounter
{
    /// <inheritdoc/>
    public string Name => "emulator";

    /// <inheritdoc/>
    public async IAsyncEnumerable<GenerateContentResponse> GenerateAsync(
        GenerationCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await ValueTask.CompletedTask;
        AnswerWriter answer = Answer(call);
        if (!call.Streamed)
        {
            yield return answer.Whole();
            yield break;
        }

        foreach (GenerateContentResponse chunk in answer.Chunks())
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return chunk;
        }
    }

    /// <inheritdoc/>
    public ValueTask<CountTokensResponse> CountTokensAsync(GenerationCall call, CancellationToken cancellationToken)
    {
        PromptUsage usage = PromptUsage.Count(call.Request, call.Model);
        return ValueTask.FromResult(new CountTokensResponse { TotalTokens = usage.Total, PromptTokensDetails = usage.Details });
    }

    private static AnswerWriter Answer(GenerationCall call)
    {
        GenerationConfig? config = call.Request.GenerationConfig;
        ulong seed = EmulatorSeed.Of(call);
        ModelProfile profile = ModelProfile.Of(call.Model);
        ThinkingPlan thinking = ThinkingPlan.For(call.Request, call.Model, seed).Within(config?.MaxOutputTokens);
        var plan = new AnswerPlan(call, profile, thinking);
        var candidates = new CandidateAnswer[Math.Max(1, config?.CandidateCount ?? 1)];
        for (int i = 0; i < candidates.Length; i++)
        {
            candidates[i] = plan.Write(EmulatorRandom.Mix(seed + (ulong)i));
        }

        PromptUsage prompt = PromptUsage.Count(call.Request, call.Model);
        return new AnswerWriter(profile, prompt, candidates, thinking.Tokens, ResponseId.Of(seed), new Logprobs(config));
    }
}
