using System.Reflection;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>The sentences of one language, read from its file in <c>Phrases/</c> when it is first spoken.</summary>
internal sealed class Phrasebook
{
    private static readonly Phrasebook?[] s_books = new Phrasebook?[Enum.GetValues<Language>().Length];

    private readonly Dictionary<string, Phrase> _phrases = [];

    private Phrasebook(Language language, string text)
    {
        var lines = new List<Phrase>();
        foreach (string entry in text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            int colon = entry.IndexOf(':', StringComparison.Ordinal);
            string key = entry[..colon];
            Phrase phrase = Phrase.Parse(entry[(colon + 1)..].TrimStart());
            if (key == "line")
            {
                lines.Add(phrase);
            }
            else
            {
                _phrases.Add(key, phrase);
            }
        }

        Lines = [.. lines];
        Gap = language is Language.Japanese or Language.Chinese ? "" : " ";
        Intro = _phrases["intro"];
        Wrote = _phrases["wrote"];
        System = _phrases["system"];
        Turn = _phrases["turn"];
        Earlier = _phrases["earlier"];
        Media = _phrases["media"];
        Result = _phrases["result"];
        Image = _phrases["image"];
        Code = _phrases["code"];
        Search = _phrases["search"];
        Url = _phrases["url"];
        Item = _phrases["item"];
        Reference = _phrases["reference"];
    }

    /// <summary>Says that this is the emulator, and for which model it stands.</summary>
    public Phrase Intro { get; }

    /// <summary>Quotes the prompt.</summary>
    public Phrase Wrote { get; }

    /// <summary>Quotes the system instruction.</summary>
    public Phrase System { get; }

    /// <summary>Tells the number of the turn and quotes the first one.</summary>
    public Phrase Turn { get; }

    /// <summary>Quotes the turn before.</summary>
    public Phrase Earlier { get; }

    /// <summary>Names the attached media.</summary>
    public Phrase Media { get; }

    /// <summary>Names a function and what it returned.</summary>
    public Phrase Result { get; }

    /// <summary>Announces an image.</summary>
    public Phrase Image { get; }

    /// <summary>Tells what the code printed.</summary>
    public Phrase Code { get; }

    /// <summary>Says that sources are emulated.</summary>
    public Phrase Search { get; }

    /// <summary>Says that a page was not fetched.</summary>
    public Phrase Url { get; }

    /// <summary>Numbers an item of a list.</summary>
    public Phrase Item { get; }

    /// <summary>Tells the reference of the answer.</summary>
    public Phrase Reference { get; }

    /// <summary>Sentences to fill an answer with.</summary>
    public IReadOnlyList<Phrase> Lines { get; }

    /// <summary>What stands between two sentences.</summary>
    public string Gap { get; }

    /// <summary>The phrasebook of a language.</summary>
    // Two threads may read the same file at first; either result is as good.
    public static Phrasebook Of(Language language) => s_books[(int)language] ??= Read(language);

    private static Phrasebook Read(Language language)
    {
        using Stream stream = Assembly.GetExecutingAssembly().GetManifestResourceStream($"phrases/{LanguageCodes.Of(language)}.txt")!;
        using var reader = new StreamReader(stream);
        return new Phrasebook(language, reader.ReadToEnd());
    }
}
