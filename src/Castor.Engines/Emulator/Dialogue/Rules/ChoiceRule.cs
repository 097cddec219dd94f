using System.Buffers;

namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>Finds the labels that a prompt of classification offers, as <c>Classify as positive, negative or neutral</c> does.</summary>
internal static class ChoiceRule
{
    private const int CharsRead = 2048;

    private static readonly SearchValues<string> s_signs = SearchValues.Create(
        ["classify", "classification", "categorize", "categorise", "label", "one word", "single word"], StringComparison.OrdinalIgnoreCase);

    private static readonly SoughtWords s_or = new(" or ");

    /// <summary>One of the labels, each a single word; <paramref name="random"/> picks it.</summary>
    public static string? Find(ReadOnlySpan<char> prompt, EmulatorRandom random)
    {
        if (!prompt.ContainsAny(s_signs))
        {
            return null;
        }

        ReadOnlySpan<char> text = prompt[..Math.Min(prompt.Length, CharsRead)];
        int or = s_or.IndexIn(text);
        if (or < 0)
        {
            return null;
        }

        var labels = new List<string>();
        ReadOnlySpan<char> before = text[..or];
        while (true)
        {
            before = before.TrimEnd(" ,");
            int start = before.LastIndexOfAny(" \n\t(:,") + 1;
            string label = Bare(before[start..]);
            if (label.Length == 0)
            {
                return null;
            }

            // "Exactly one word, positive or negative" offers two labels, not three.
            if (labels.Count > 0 && label.Equals("word", StringComparison.OrdinalIgnoreCase))
            {
                break;
            }

            labels.Insert(0, label);
            before = before[..start];
            if (!before.TrimEnd(' ').EndsWith(','))
            {
                break;
            }
        }

        ReadOnlySpan<char> last = text[(or + s_or.Length)..];
        int end = last.IndexOfAny(" \n\t,.:;!?)");
        labels.Add(Bare(end < 0 ? last : last[..end]));
        return labels[^1].Length == 0 ? null : labels[random.Next(labels.Count)];
    }

    private static string Bare(ReadOnlySpan<char> word) => word.Trim("\"'`“”‘’[](){}").ToString();
}
