using System.Text;
using Castor.Protocol;
using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>Writes log probabilities in the dialect.</summary>
internal static class ChatLogprobsWriter
{
    public static ChatLogprobs? Of(LogprobsResult? result)
    {
        if (result?.ChosenCandidates is not { } chosen)
        {
            return null;
        }

        var tokens = new ChatTokenLogprob[chosen.Count];
        for (int i = 0; i < tokens.Length; i++)
        {
            IReadOnlyList<LogprobsCandidate>? rivals = result.TopCandidates is { } top && i < top.Count ? top[i].Candidates : null;
            tokens[i] = ToToken(chosen[i]) with { TopLogprobs = [.. (rivals ?? []).Select(ToToken)] };
        }

        return new ChatLogprobs { Content = tokens };
    }

    private static ChatTokenLogprob ToToken(LogprobsCandidate candidate) => new()
    {
        Bytes = [.. Encoding.UTF8.GetBytes(candidate.Token ?? "").Select(b => (int)b)],
        Logprob = candidate.LogProbability ?? 0,
        Token = candidate.Token ?? "",
    };
}
