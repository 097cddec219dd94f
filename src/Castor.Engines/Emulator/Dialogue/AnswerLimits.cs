using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Cuts an answer at stop sequences and at the token limit.</summary>
internal static class AnswerLimits
{
    /// <summary>Cuts the answer; <paramref name="tokens"/> are those left for it after the thoughts.</summary>
    public static void Apply(CandidateAnswer answer, IReadOnlyList<string>? stopSequences, int tokens)
    {
        if (stopSequences is { Count: > 0 })
        {
            Stop(answer, stopSequences);
        }

        int left = tokens;
        for (int i = 0; i < answer.Parts.Count; i++)
        {
            if (answer.Parts[i].Tokens > left)
            {
                CutAt(answer, i, left);
                return;
            }

            left -= answer.Parts[i].Tokens;
        }
    }

    private static void CutAt(CandidateAnswer answer, int part, int tokens)
    {
        AnswerPart cut = answer.Parts[part];
        answer.Parts.RemoveRange(part, answer.Parts.Count - part);
        if (cut.Part.Text is { } text && tokens > 0)
        {
            answer.Parts.Add(new AnswerPart(new Part { Text = text[..TextTokens.IndexAfter(text, tokens)] }, tokens, cut.Modality));
        }

        if (answer.Parts.Count == 0)
        {
            // As recorded; a chat of the official SDK drops a turn without parts.
            answer.Parts.Add(new AnswerPart(new Part { Text = "" }, 0, Modality.Text));
        }

        answer.FinishReason = FinishReason.MaxTokens;
    }

    private static void Stop(CandidateAnswer answer, IReadOnlyList<string> stopSequences)
    {
        for (int i = 0; i < answer.Parts.Count; i++)
        {
            if (answer.Parts[i].Part.Text is not { } text || FirstStop(text, stopSequences) is not (>= 0 and int stop))
            {
                continue;
            }

            answer.Parts.RemoveRange(i, answer.Parts.Count - i);
            if (stop > 0)
            {
                answer.Parts.Add(AnswerPart.OfText(text[..stop]));
            }

            return;
        }
    }

    private static int FirstStop(ReadOnlySpan<char> text, IReadOnlyList<string> stopSequences)
    {
        int first = -1;
        for (int i = 0; i < stopSequences.Count; i++)
        {
            string sequence = stopSequences[i];
            if (sequence.Length == 0)
            {
                continue;
            }

            // A later sequence only matters where it begins before the one found.
            ReadOnlySpan<char> searched = first < 0 ? text : text[..Math.Min(text.Length, first + sequence.Length)];
            int found = searched.IndexOf(sequence, StringComparison.Ordinal);
            first = found >= 0 && (first < 0 || found < first) ? found : first;
        }

        return first;
    }
}
