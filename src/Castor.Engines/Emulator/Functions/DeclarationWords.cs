using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Functions;

/// <summary>The words of a function's name.</summary>
/// <param name="All">All of them.</param>
/// <param name="Telling">What those mean that tell the function from others.</param>
/// <param name="IsGeneral">Whether there are none but words that many functions share, so that these have to tell.</param>
internal sealed record DeclarationWords(IReadOnlyList<string> All, IReadOnlyList<string> Telling, bool IsGeneral)
{
    private const int MostWords = 24;
    private const int LongestDescription = 400;

    // Clients send the same declarations with every turn.
    private static readonly RecentTexts<DeclarationWords> s_names = new(capacity: 1_024, longestText: 128);
    private static readonly RecentTexts<IReadOnlyList<string>> s_descriptions = new(capacity: 1_024, longestText: LongestDescription);

    /// <summary>Reads a name.</summary>
    public static DeclarationWords OfName(string name) => s_names.GetOrAdd(name, static key =>
    {
        IReadOnlyList<string> words = NameWords.Split(key);
        List<string> telling = Meanings(words, word => !English.IsGeneric(word) && !English.IsStop(word));
        return telling.Count > 0
            ? new DeclarationWords(words, telling, IsGeneral: false)
            : new DeclarationWords(words, Meanings(words, word => word.Length > 2 && !English.IsStop(word)), IsGeneral: true);
    });

    /// <summary>What the words of a description's first sentence mean.</summary>
    public static IReadOnlyList<string> OfDescription(string? description) => string.IsNullOrEmpty(description)
        ? []
        : s_descriptions.GetOrAdd(description.Length > LongestDescription ? description[..LongestDescription] : description, FirstSentence);

    private static List<string> Meanings(IReadOnlyList<string> words, Predicate<string> wanted)
    {
        var meanings = new List<string>();
        foreach (string word in words)
        {
            string meaning = Concepts.Of(word);
            if (wanted(word) && !meanings.Contains(meaning))
            {
                meanings.Add(meaning);
            }
        }

        return meanings;
    }

    private static List<string> FirstSentence(string description)
    {
        var meanings = new List<string>();
        foreach (PromptToken token in PromptScanner.Scan(description))
        {
            if (meanings.Count == MostWords || (meanings.Count > 0 && token.StartsSentence))
            {
                break;
            }

            string word = token.Text.ToLowerInvariant();
            bool general = English.IsStop(word) || English.IsGeneric(word) || English.IsGeneric(NameWords.Singular(word));
            bool tells = token.Kind == PromptTokenKind.Word && word.Length > 2 && !general;
            string meaning = tells ? Concepts.Of(word) : "";
            if (tells && !meanings.Contains(meaning))
            {
                meanings.Add(meaning);
            }
        }

        return meanings;
    }
}
