using Castor.Engines.Emulator.Tokens;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Cuts a text into the pieces of a stream where the file does not say how: between tokens, in growing pieces as recorded.</summary>
internal static class TextPieces
{
    private static readonly int[] s_sizes = [1, 4, 14, 28, 40, 56];

    /// <summary>The pieces; together they are the text.</summary>
    public static IEnumerable<string> Cut(string text)
    {
        int from = 0;
        for (int i = 0; from < text.Length; i++)
        {
            int length = TextTokens.IndexAfter(text.AsSpan(from), s_sizes[Math.Min(i, s_sizes.Length - 1)]);
            yield return text.Substring(from, length);
            from += length;
        }
    }
}
