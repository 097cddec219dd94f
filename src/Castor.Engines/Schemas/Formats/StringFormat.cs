namespace Castor.Engines.Schemas;

/// <summary>One format of strings: what is of it, and what to make for it.</summary>
internal sealed class StringFormat
{
    private readonly Lazy<SchemaPattern> _wide;
    private readonly Lazy<SchemaPattern>[] _narrow;
    private readonly Func<string, bool>? _check;

    /// <summary>Describes a format.</summary>
    /// <param name="wide">Matches every text of the format, and perhaps a few more.</param>
    /// <param name="check">Refuses those few; null where there are none.</param>
    /// <param name="narrow">Match texts to be made, the usual ones first.</param>
    public StringFormat(string wide, Func<string, bool>? check, params ReadOnlySpan<string> narrow)
    {
        _wide = new(() => SchemaPattern.Parse(wide));
        _check = check;
        _narrow = new Lazy<SchemaPattern>[narrow.Length];
        for (int i = 0; i < narrow.Length; i++)
        {
            string source = narrow[i];
            _narrow[i] = new(() => SchemaPattern.Parse(source));
        }
    }

    /// <summary>Patterns of texts to be made, the usual ones first.</summary>
    public IEnumerable<SchemaPattern> Samples => _narrow.Select(sample => sample.Value);

    /// <summary>Whether a text is of the format.</summary>
    public bool IsValid(string text) => _wide.Value.IsMatch(text) && (_check is null || _check(text));
}
