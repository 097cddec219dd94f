using System.Text;

namespace Castor.Engines.Local.Answers;

/// <summary>
/// Finds stop sequences in a text that comes in pieces. What may be the beginning of one is held back until it is known, so that none is ever told in part.
/// </summary>
/// <param name="sequences">The stop sequences.</param>
internal sealed class StopMatcher(IReadOnlyList<string> sequences)
{
    private readonly StringBuilder _held = new();

    /// <summary>Whether a stop sequence has been found; nothing comes after it.</summary>
    public bool HasStopped { get; private set; }

    /// <summary>Takes the next piece.</summary>
    /// <returns>The text that no stop sequence can reach back to any more.</returns>
    public string Add(string piece)
    {
        if (HasStopped)
        {
            return "";
        }

        if (sequences.Count == 0)
        {
            return piece;
        }

        string text = _held.Append(piece).ToString();
        _held.Clear();
        int found = Find(text);
        if (found >= 0)
        {
            HasStopped = true;
            return text[..found];
        }

        int safe = text.Length - LongestBeginning(text);
        _held.Append(text, safe, text.Length - safe);
        return text[..safe];
    }

    /// <summary>What was held back, at the end of the text.</summary>
    public string Flush()
    {
        string text = _held.ToString();
        _held.Clear();
        return text;
    }

    // The one that ends first, wherever pieces are cut: a longer one that began before it is never seen whole. Of two that end at once, the longer.
    private int Find(string text)
    {
        int first = -1;
        int firstEnd = int.MaxValue;
        foreach (string sequence in sequences)
        {
            int index = sequence.Length == 0 ? -1 : text.IndexOf(sequence, StringComparison.Ordinal);
            int end = index + sequence.Length;
            if (index >= 0 && (end < firstEnd || (end == firstEnd && index < first)))
            {
                first = index;
                firstEnd = end;
            }
        }

        return first;
    }

    private int LongestBeginning(string text)
    {
        int longest = 0;
        foreach (string sequence in sequences)
        {
            for (int length = Math.Min(sequence.Length - 1, text.Length); length > longest; length--)
            {
                if (text.AsSpan(text.Length - length).SequenceEqual(sequence.AsSpan(0, length)))
                {
                    longest = length;
                }
            }
        }

        return longest;
    }
}
