using System.Text;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue.Sources;

/// <summary>Ties sentences of an answer to its sources, by their place in UTF-8 bytes.</summary>
internal static class GroundedSentences
{
    private const int MostSupports = 3;

    /// <summary>The first sentences behind the opening line, tied to the sources in turn; null where there are none.</summary>
    /// <param name="text">The text of the answer.</param>
    /// <param name="partIndex">The part that the text is of.</param>
    /// <param name="sources">The number of sources.</param>
    /// <param name="isScored">Whether each carries a confidence, as with the 2.0 family.</param>
    public static IReadOnlyList<GroundingSupport>? Find(string text, int partIndex, int sources, bool isScored)
    {
        int start = text.IndexOf('\n', StringComparison.Ordinal) + 1;
        if (start == 0 || sources == 0)
        {
            return null;
        }

        var supports = new List<GroundingSupport>(MostSupports);
        int bytes = Encoding.UTF8.GetByteCount(text.AsSpan(0, start));
        while (start < text.Length && supports.Count < MostSupports)
        {
            int blank = text.AsSpan(start).IndexOfAnyExcept(" \n") is >= 0 and int b ? b : text.Length - start;
            start += blank;
            bytes += blank;
            ReadOnlySpan<char> sentence = text.AsSpan(start, SentenceLength(text.AsSpan(start)));
            int length = Encoding.UTF8.GetByteCount(sentence);
            if (length > 0)
            {
                supports.Add(ToSupport(sentence.ToString(), partIndex, bytes, length, supports.Count % sources, isScored));
            }

            start += sentence.Length;
            bytes += length;
        }

        return supports.Count == 0 ? null : supports;
    }

    private static GroundingSupport ToSupport(string sentence, int partIndex, int start, int length, int source, bool isScored) => new()
    {
        Segment = new Segment
        {
            PartIndex = partIndex > 0 ? partIndex : null,
            StartIndex = start > 0 ? start : null,
            EndIndex = start + length,
            Text = sentence,
        },
        GroundingChunkIndices = [source],
        ConfidenceScores = isScored ? [1f] : null,
    };

    private static int SentenceLength(ReadOnlySpan<char> text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            bool ends = text[i] is '。' or '।' || (text[i] is '.' or '!' or '?' && (i + 1 == text.Length || text[i + 1] is ' ' or '\n'));
            if (ends)
            {
                return i + 1;
            }

            if (text[i] == '\n')
            {
                return i;
            }
        }

        return text.Length;
    }
}
