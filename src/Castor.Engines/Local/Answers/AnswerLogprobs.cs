using System.Text;
using Castor.Inference.Sampling;
using Castor.Inference.Scheduling;
using Castor.Inference.Tokenization;
using Castor.Protocol;

namespace Castor.Engines.Local.Answers;

/// <summary>
/// The log probabilities of an answer's tokens. A token is told once its text is: what a stop sequence holds back or cuts off stays untold here too.
/// </summary>
/// <param name="vocabulary">The pieces.</param>
internal sealed class AnswerLogprobs(Vocabulary vocabulary)
{
    private static readonly TopCandidates s_none = new();
    private readonly Queue<Entry> _waiting = new();
    private double _sum;
    private int _count;

    /// <summary>The mean of all that were told; null where none was.</summary>
    public double? Average => _count > 0 ? _sum / _count : null;

    /// <summary>Takes a token.</summary>
    /// <param name="token">The token.</param>
    /// <param name="start">The characters of the answer before it.</param>
    /// <param name="end">The characters of the answer after it.</param>
    public void Add(in GeneratedToken token, int start, int end) => _waiting.Enqueue(new Entry(
        ToCandidate(new TokenLogProbability(token.Token, token.LogProbability)),
        token.Top.Length == 0 ? s_none : new TopCandidates { Candidates = [.. token.Top.ToArray().Where(t => t.Token >= 0).Select(ToCandidate)] },
        start,
        end));

    /// <summary>The tokens that can be told now; null where there are none.</summary>
    /// <param name="told">The characters of the answer that are told.</param>
    /// <param name="isLast">Whether no more text comes: a token that was cut off in its middle is told too.</param>
    public LogprobsResult? Take(int told, bool isLast)
    {
        List<LogprobsCandidate> chosen = [];
        List<TopCandidates> top = [];
        double sum = 0;
        while (_waiting.TryPeek(out Entry entry) && (entry.End <= told || (isLast && entry.Start < told)))
        {
            _waiting.Dequeue();
            chosen.Add(entry.Chosen);
            top.Add(entry.Top);
            sum += entry.Chosen.LogProbability ?? 0;
        }

        _sum += sum;
        _count += chosen.Count;
        return chosen.Count == 0 ? null : new LogprobsResult { ChosenCandidates = chosen, TopCandidates = top, LogProbabilitySum = sum };
    }

    private LogprobsCandidate ToCandidate(TokenLogProbability token) => new()
    {
        Token = Encoding.UTF8.GetString(vocabulary.BytesOf(token.Token)),
        TokenId = token.Token,
        LogProbability = token.LogProbability,
    };

    private readonly record struct Entry(LogprobsCandidate Chosen, TopCandidates Top, int Start, int End);
}
