using System.Collections.Frozen;
using System.Text;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Texts for strings that the prompt says nothing of, by the words of the property's name.</summary>
internal static class SampleTexts
{
    private const int LongestTopic = 6;

    private static readonly FrozenDictionary<string, string[]> s_words = Table(
        ("city town place location destination", "Paris|Tokyo|Nairobi|Lisbon|Toronto|Oslo|Lima|Seoul"),
        ("origin departure", "Madrid|Vienna|Chicago|Osaka|Porto"),
        ("country nation", "France|Japan|Kenya|Portugal|Canada|Norway|Peru"),
        ("state region province", "Bavaria|Ontario|Oregon|Tuscany|Victoria"),
        ("street address", "12 Station Road|4 Mill Lane|27 Harbour Street|9 Castle Hill"),
        ("zip zipcode postcode postal", "10115|75001|94103|20095"),
        (
            "name fullname person author user customer contact owner assignee"
, "Ada Lovelace|Alan Turing|Grace Hopper|Katherine Johnson|Edsger Dijkstra|Barbara Liskov"),
        ("first firstname given forename", "Ada|Alan|Grace|Katherine|Edsger|Barbara"),
        ("last lastname surname family", "Lovelace|Turing|Hopper|Johnson|Dijkstra|Liskov"),
        ("username login handle nickname", "ada.l|aturing|ghopper|kjohnson"),
        ("email mail", "ada@example.com|alan@example.org|grace@example.com|kat@example.org"),
        ("phone telephone mobile fax", "+1 202 555 0143|+44 20 7946 0958|+1 202 555 0187"),
        ("url uri link website homepage image photo avatar", "https://example.com/a|https://example.org/b|https://example.com/c"),
        ("company organization organisation employer brand vendor", "Northwind|Contoso|Fabrikam|Tailspin"),
        ("job occupation profession role position", "engineer|teacher|nurse|carpenter|designer"),
        ("product item", "desk lamp|notebook|water bottle|headphones|backpack"),
        ("category genre type kind class", "general|classic|modern|seasonal"),
        ("status state", "active|pending|done"),
        ("color colour", "green|blue|red|yellow|orange"),
        ("currency", "EUR|USD|JPY|GBP"),
        ("language lang", "English|French|Japanese|Portuguese"),
        ("locale", "en-US|fr-FR|ja-JP"),
        ("unit units", "celsius|metres|grams"),
        ("timezone zone", "Europe/Paris|Asia/Tokyo|America/New_York"),
        ("day weekday", "Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday"),
        ("month", "January|April|July|October"),
        ("date birthday deadline created updated", "2026-03-14|2025-11-02|2026-07-21|2024-05-30"),
        ("time hour", "09:30|14:00|18:45"),
        ("gender sex", "female|male"),
        ("recipe dish meal", "Oatmeal Raisin Cookies|Lemon Shortbread|Vegetable Curry|Mushroom Risotto"),
        ("ingredient ingredients", "flour|butter|sugar|eggs|salt|vanilla"),
        ("step steps instruction instructions", "Mix the dry parts.|Add the rest and stir.|Bake until golden.|Let it cool."),
        ("animal pet", "cat|dog|horse|owl"),
        ("fruit food", "apple|pear|plum|cherry"),
        ("book film movie song album", "The Long Way|Harbour Lights|Second Spring"),
        ("tag tags keyword keywords label labels topic topics subject", "basics|overview|example|details"),
        ("sentiment tone mood", "positive|neutral|negative"),
        ("answer response result output", "This is a sample answer.|This is another sample answer."),
        ("path file filename", "notes.txt|src/main.c|README.md"),
        ("command cmd", "ls -la|git status"),
        ("code sku", "AB-1042|CD-2077|EF-3120"),
        ("symbol ticker", "GOOG|MSFT|AAPL"),
        ("version", "1.0.0|1.2.3|2.0.1"),
        ("id identifier uid key", "a1b2c3|d4e5f6|07a8b9"));

    private static readonly FrozenSet<string> s_long = Words(
        "description summary text content body message explanation reason reasoning rationale review comment notes note details "
            + "analysis overview abstract paragraph bio biography "
        + "story feedback justification conclusion introduction caption complexity thought thoughts strategy plan");

    /// <summary>A usual value for the name, or null when the name says nothing.</summary>
    public static string? Word(Site site, EmulatorRandom random)
    {
        for (int i = site.Words.Count - 1; i >= 0; i--)
        {
            if (s_words.TryGetValue(site.Words[i], out string[]? samples) || s_words.TryGetValue(NameWords.Singular(site.Words[i]), out samples))
            {
                // Of "first name" and "file name" the word before tells more than the name.
                bool vague = site.Words[i] is "name" or "type" or "code" or "id" or "key";
                if (vague && i > 0 && s_words.TryGetValue(site.Words[i - 1], out string[]? better))
                {
                    samples = better;
                }

                return samples[(site.Index >= 0 ? site.Offset + site.Index : random.Next(samples.Length)) % samples.Length];
            }
        }

        return null;
    }

    /// <summary>A text for the place.</summary>
    public static string Suggest(Site site, PromptValues values, EmulatorRandom random)
    {
        string name = site.Words.Count == 0 ? "text" : string.Join(' ', site.Words);
        foreach (string word in site.Words)
        {
            if (s_long.Contains(word))
            {
                return Sentence(name, Topic(values));
            }
        }

        return Word(site, random) ?? (site.Index > 0 ? $"Sample {name} {site.Index + 1}" : $"Sample {name}");
    }

    /// <summary>The text with a number behind it, or with a sign where few characters may be.</summary>
    public static string Numbered(string text, int number, long maxLength)
    {
        const string signs = "0123456789abcdefghijklmnopqrstuvwxyz";
        string behind = $" {number + 1}";
        behind = behind.Length + 2 <= maxLength ? behind : maxLength > 0 ? signs[number % signs.Length].ToString() : "";
        return Fit(text, 0, maxLength - behind.Length) + behind;
    }

    /// <summary>The text cut, or drawn out, to lengths that count code points.</summary>
    public static string? Fit(string text, long minLength, long maxLength)
    {
        if (minLength > maxLength)
        {
            return null;
        }

        // The samples are plain ASCII, the topic may not be: whole characters are cut.
        if (text.Length > maxLength)
        {
            int end = (int)maxLength;
            end -= end > 0 && char.IsHighSurrogate(text[end - 1]) ? 1 : 0;
            string cut = text[..end];
            string trimmed = cut.TrimEnd();
            text = trimmed.Length >= minLength ? trimmed : cut;
        }

        if (InstanceValidator.CodePoints(text) >= minLength)
        {
            return text;
        }

        var longer = new StringBuilder(text, (int)minLength + 16);
        int missing = (int)minLength - InstanceValidator.CodePoints(text);
        const string filler = " and more of the same";
        for (int i = 0; i < missing; i++)
        {
            longer.Append(filler[i % filler.Length]);
        }

        // No text ends in a space.
        if (longer.Length > 0 && longer[^1] == ' ')
        {
            longer[^1] = '.';
        }

        return longer.ToString();
    }

    private static string Sentence(string name, string topic)
    {
        string start = char.ToUpperInvariant(name[0]) + name[1..];
        return topic.Length == 0 ? $"{start} written by the Castor emulator." : $"{start} on {topic}, written by the Castor emulator.";
    }

    // The first words of the prompt that say what it is about.
    private static string Topic(PromptValues values)
    {
        var topic = new StringBuilder();
        int count = 0;
        foreach (PromptToken token in values.Tokens)
        {
            if (count == LongestTopic || (count > 0 && token.StartsSentence))
            {
                break;
            }

            bool tells = token.Kind == PromptTokenKind.Word && !English.IsStop(token.Text) && !(count == 0 && English.IsCommand(token.Text));
            if (tells && token.Text.Length < 40)
            {
                topic.Append(count++ == 0 ? "" : " ").Append(token.Text);
            }
        }

        return topic.ToString();
    }

    private static FrozenDictionary<string, string[]> Table(params (string Names, string Samples)[] rows)
    {
        var table = new Dictionary<string, string[]>();
        foreach ((string names, string samples) in rows)
        {
            foreach (string name in names.Split(' '))
            {
                table.TryAdd(name, samples.Split('|'));
            }
        }

        return table.ToFrozenDictionary();
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet();
}
