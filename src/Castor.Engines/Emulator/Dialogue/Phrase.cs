namespace Castor.Engines.Emulator.Dialogue;

/// <summary>A sentence of a phrasebook with numbered gaps such as <c>{0}</c>.</summary>
internal sealed class Phrase
{
    private readonly string[] _literals;
    private readonly int[] _gaps;

    private Phrase(string[] literals, int[] gaps)
    {
        _literals = literals;
        _gaps = gaps;
    }

    /// <summary>The number of the highest gap, plus one.</summary>
    public int Arity => _gaps.Length == 0 ? 0 : _gaps.Max() + 1;

    /// <summary>Reads a phrase.</summary>
    public static Phrase Parse(string text)
    {
        var literals = new List<string>();
        var gaps = new List<int>();
        int start = 0;
        for (int open = text.IndexOf('{', StringComparison.Ordinal); open >= 0; open = text.IndexOf('{', start))
        {
            literals.Add(text[start..open]);
            gaps.Add(text[open + 1] - '0');
            start = open + "{0}".Length;
        }

        literals.Add(text[start..]);
        return new Phrase([.. literals], [.. gaps]);
    }

    /// <summary>Appends the phrase, its gaps filled.</summary>
    public void Append(TextBuffer output, ReadOnlySpan<char> first = default, ReadOnlySpan<char> second = default)
    {
        output.Append(_literals[0]);
        for (int i = 0; i < _gaps.Length; i++)
        {
            output.Append(_gaps[i] == 0 ? first : second);
            output.Append(_literals[i + 1]);
        }
    }

    /// <summary>Appends the phrase with quotations in its gaps, each shortened to about so many chars.</summary>
    public void AppendQuoting(TextBuffer output, int limit, ReadOnlySpan<char> first, ReadOnlySpan<char> second = default)
    {
        output.Append(_literals[0]);
        for (int i = 0; i < _gaps.Length; i++)
        {
            Quote.Append(output, _gaps[i] == 0 ? first : second, limit);
            output.Append(_literals[i + 1]);
        }
    }
}
