using Castor.Inference.Sampling;

namespace Castor.Inference.Scheduling;

/// <summary>Draws an answer's next token, hands it to the reader and decides whether it was the last.</summary>
internal static class AnswerDraw
{
    /// <summary>Draws from the logits, which are changed.</summary>
    /// <returns>Whether the answer has ended. Where a constraint failed, its generation has, with the failure.</returns>
    public static bool Next(Answer answer, Span<float> logits, int contextLength)
    {
        Generation generation = answer.Generation;
        if (generation.HasEnded)
        {
            return true;
        }

        try
        {
            int topCount = generation.Request.Sampling.LogProbabilities ?? 0;
            TokenLogProbability[] top = topCount > 0 ? new TokenLogProbability[topCount] : [];
            TokenLogProbability drawn = answer.Sampler.Sample(logits, answer.Constraint is { } c ? c.Allowed : default, top);
            answer.Constraint?.Accept(drawn.Token);
            bool goesOn = Take(answer, new GeneratedToken(answer.Candidate, drawn.Token, drawn.LogProbability, top, StopReason.None), contextLength)
                && TakeForced(answer, contextLength);
            if (goesOn)
            {
                return false;
            }

            if (--generation.RemainingAnswers == 0)
            {
                generation.End(null);
            }
        }
        catch (Exception e)
        {
            // A constraint is the request's own; what it throws is for the request's reader and harms nobody else.
            generation.End(e);
        }

        return true;
    }

    // The next step computes all of them at once, as it computes a prompt. Where log probabilities are asked for, each token needs its own logits.
    private static bool TakeForced(Answer answer, int contextLength)
    {
        if (answer.Constraint is not { } constraint || answer.Generation.Request.Sampling.LogProbabilities is not null)
        {
            return true;
        }

        foreach (int token in constraint.Forced())
        {
            constraint.Accept(token);
            if (!Take(answer, new GeneratedToken(answer.Candidate, token, float.NaN, default, StopReason.None), contextLength))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Take(Answer answer, in GeneratedToken token, int contextLength)
    {
        answer.Add(token.Token);
        StopReason stop = StopOf(answer, token.Token, contextLength);
        answer.Generation.Stream.Write(token with { Stop = stop });
        return stop == StopReason.None;
    }

    private static StopReason StopOf(Answer answer, int token, int contextLength)
    {
        GenerationRequest request = answer.Generation.Request;
        if (request.IsEnd?.Invoke(token) == true)
        {
            return StopReason.EndToken;
        }

        if (answer.DrawnCount >= request.MaxTokens)
        {
            return StopReason.MaxTokens;
        }

        // The last token's keys and values are computed only for a next one.
        return answer.Tokens.Length > contextLength ? StopReason.ContextFull : StopReason.None;
    }
}
