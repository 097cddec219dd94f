using Castor.Inference.KvCaches;
using Castor.Inference.Models;
using Castor.Inference.Sampling;
using Castor.Inference.Scheduling;

namespace Castor.Inference.Tests.Scheduling;

/// <summary>Generation as simply as it can be: one sequence, the prompt in one piece after another, then a token a step.</summary>
internal static class PlainLoop
{
    public static IEnumerable<int> Generate(LanguageModel model, GenerationRequest request, int candidate, int contextLength)
    {
        using KvCache cache = model.CreateCache(1 << 28);
        using KvSequence sequence = cache.CreateSequence();
        Sampler sampler = new(request.Sampling, candidate, model.Config.VocabularySize);
        TokenConstraint? constraint = request.Constraint?.Invoke();
        ForwardBatch batch = new(model.Options.MaxBatch);
        TokenLogProbability[] top = new TokenLogProbability[request.Sampling.LogProbabilities ?? 0];
        int[] next = request.Prompt.ToArray();
        for (int count = 1; ; count++)
        {
            for (int start = 0; start < next.Length; start += batch.Capacity)
            {
                int[] piece = [.. next.Skip(start).Take(batch.Capacity)];
                batch.Clear();
                Assert.True(sequence.TryReserve(piece.Length));
                batch.Add(sequence, piece, LogitsWanted.Last, count == 1 ? TokenOrigin.Prompt : TokenOrigin.Answer);
                model.Forward(batch);
            }

            int token = sampler.Sample(model.Logits(0), constraint is null ? default : constraint.Allowed, top).Token;
            constraint?.Accept(token);
            yield return token;
            if (count == request.MaxTokens || request.IsEnd?.Invoke(token) == true || sequence.Length + 1 > contextLength)
            {
                yield break;
            }

            next = [token];
        }
    }
}
