namespace Castor.Engines.Emulator.Schemas;

/// <summary>A piece of a prompt.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">Its text: of a quotation what is inside, of a date its ISO form.</param>
/// <param name="Start">Where it starts in the prompt.</param>
/// <param name="End">Where it ends in the prompt.</param>
internal sealed record PromptToken(PromptTokenKind Kind, string Text, int Start, int End)
{
    private string? _stem;
    private IReadOnlyList<string>? _stems;

    /// <summary>The value of a number.</summary>
    public decimal Number { get; init; }

    /// <summary>What stands right behind a number, or the currency before it.</summary>
    public string Unit { get; init; } = "";

    /// <summary>Whether a sentence starts here.</summary>
    public bool StartsSentence { get; init; }

    /// <summary>The word without its ending, for comparing.</summary>
    public string Stem => _stem ??= English.Stem(Text);

    /// <summary>The stems of its parts, since prompts also use names such as <c>start_date</c>.</summary>
    public IReadOnlyList<string> Stems => _stems ??= NameWords.Stems(NameWords.Split(Text));

    /// <summary>Whether the word starts with a capital letter.</summary>
    public bool IsCapitalised => Kind == PromptTokenKind.Word && char.IsUpper(Text[0]);

    /// <summary>Whether the word looks made: it has digits, underscores or capitals inside, as names of things in programs do.</summary>
    public bool IsIdentifier => Kind == PromptTokenKind.Word && Text.Length > 1 && !IsAcronym
        && (Text.AsSpan(1).IndexOfAnyInRange('A', 'Z') >= 0 || Text.AsSpan().IndexOfAnyInRange('0', '9') >= 0 || Text.Contains('_', StringComparison.Ordinal));

    /// <summary>Whether the word is of capitals only.</summary>
    public bool IsAcronym => Kind == PromptTokenKind.Word && Text.Length is > 1 and < 7 && Text.AsSpan().IndexOfAnyExceptInRange('A', 'Z') < 0;

    /// <summary>Whether the token is this word, in any letter case.</summary>
    public bool Is(string word) => (Kind is PromptTokenKind.Word or PromptTokenKind.Symbol) && Text.Equals(word, StringComparison.OrdinalIgnoreCase);

    /// <summary>Whether the token is one of these words, in any letter case.</summary>
    public bool IsAny(params ReadOnlySpan<string> words)
    {
        foreach (string word in words)
        {
            if (Is(word))
            {
                return true;
            }
        }

        return false;
    }
}
