using System.Buffers;

namespace Castor.Engines.Emulator.Dialogue.Rules;

/// <summary>Words to look for, whatever their case.</summary>
/// <param name="words">The words, blanks around them included.</param>
/// <remarks>The searches that take a comparison go unit by unit where cultures are left out, as they are here; these are vectorised.</remarks>
internal sealed class SoughtWords(string words)
{
    private readonly SearchValues<string> _values = SearchValues.Create([words], StringComparison.OrdinalIgnoreCase);

    /// <summary>The number of chars.</summary>
    public int Length => words.Length;

    /// <summary>Where the words first stand in a text; -1 where they do not.</summary>
    public int IndexIn(ReadOnlySpan<char> text) => text.IndexOfAny(_values);

    /// <summary>Where the words last stand in a text; -1 where they do not.</summary>
    public int LastIndexIn(ReadOnlySpan<char> text)
    {
        int last = -1;
        for (int start = 0, found = 0; found >= 0; start = last + 1)
        {
            found = text[start..].IndexOfAny(_values);
            last = found < 0 ? last : start + found;
        }

        return last;
    }
}
