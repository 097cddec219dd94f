using System.Globalization;
using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Makes up log probabilities: each depends on the candidate's seed and the place of the token alone, so that all sums agree.</summary>
internal sealed class Logprobs(GenerationConfig? config)
{
    /// <summary>Whether the request asks for them.</summary>
    public bool IsAsked { get; } = config?.ResponseLogprobs == true;

    /// <summary>The mean over the text tokens of an answer, over those of its calls where it has no text; null where it has neither.</summary>
    public static double? Average(CandidateAnswer answer)
    {
        int text = 0;
        int calls = 0;
        for (int i = 0; i < answer.Parts.Count; i++)
        {
            text += answer.Parts[i].Part.Text is null ? 0 : answer.Parts[i].Tokens;
            calls += answer.Parts[i].Part.FunctionCall is null ? 0 : answer.Parts[i].Tokens;
        }

        int tokens = text > 0 ? text : calls;
        double sum = 0;
        for (int i = 0; i < tokens; i++)
        {
            sum += Of(answer.Seed, i);
        }

        return tokens == 0 ? null : sum / tokens;
    }

    /// <summary>The log probabilities of all text of an answer.</summary>
    public LogprobsResult? Read(CandidateAnswer answer)
    {
        TextBuffer text = TextBuffer.Rent();
        for (int i = 0; i < answer.Parts.Count; i++)
        {
            text.Append(answer.Parts[i].Part.Text);
        }

        string whole = text.Finish();
        return whole.Length == 0 ? null : Read(whole, answer.Seed, 0);
    }

    /// <summary>The log probabilities of a text that begins at a token of the answer.</summary>
    public LogprobsResult Read(string text, ulong seed, int tokensBefore)
    {
        int top = config?.Logprobs ?? 0;
        var chosen = new List<LogprobsCandidate>();
        var rivals = new List<TopCandidates>();
        double sum = 0;
        int start = 0;
        for (int place = tokensBefore; start < text.Length; place++)
        {
            int length = TextTokens.IndexAfter(text.AsSpan(start), 1);
            string token = text.Substring(start, length);
            start += length;
            float logprob = Of(seed, place);
            sum += logprob;
            LogprobsCandidate candidate = ToCandidate(token, logprob);
            chosen.Add(candidate);
            if (top > 0)
            {
                rivals.Add(new TopCandidates { Candidates = Rivals(candidate, logprob, top, seed, place) });
            }
        }

        return new LogprobsResult { TopCandidates = top > 0 ? rivals : null, ChosenCandidates = chosen, LogProbabilitySum = sum };
    }

    private static LogprobsCandidate[] Rivals(LogprobsCandidate chosen, float logprob, int top, ulong seed, int place)
    {
        var candidates = new LogprobsCandidate[top];
        candidates[0] = chosen;
        // What probability the chosen token leaves is halved from rival to rival, so that the sum stays below 1.
        double rest = 1 - Math.Exp(logprob);
        for (int i = 1; i < top; i++)
        {
            rest /= 2;
            // The last bits are the rank, so that no two rivals are the same token.
            ulong bits = (EmulatorRandom.Mix(seed + ((ulong)place * 32) + (ulong)i) & ~31UL) | (uint)i;
            candidates[i] = ToCandidate("~" + ((ushort)bits).ToString("x4", CultureInfo.InvariantCulture), (float)Math.Log(Math.Min(rest, Math.Exp(logprob))));
        }

        return candidates;
    }

    private static LogprobsCandidate ToCandidate(string token, float logprob) =>
        new() { Token = token, TokenId = TokenIds.Of(token), LogProbability = logprob };

    /// <summary>Mostly near 0, now and then down to -0.69: the chosen token is always likelier than the rest together.</summary>
    private static float Of(ulong seed, int place)
    {
        float unit = (EmulatorRandom.Mix(seed + (ulong)place) >> 40) * (1f / (1 << 24));
        return -0.69f * unit * unit * unit;
    }
}
