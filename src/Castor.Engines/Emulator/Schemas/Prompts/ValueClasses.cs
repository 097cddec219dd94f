using System.Collections.Frozen;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Reads names of properties.</summary>
internal static class ValueClasses
{
    private static readonly FrozenDictionary<string, ValueClass> s_byWord = Table(
        (ValueClass.Place,
            "city town location place country state region destination origin departure arrival address area district village capital "
            + "airport station venue where"),
        (ValueClass.Person,
            "person author user username customer client recipient attendee attendees participant guest employee artist actor director "
            + "friend contact owner assignee name who patient student player"),
        (ValueClass.Title,
            "title subject topic movie film book song album product item company organization brand restaurant hotel event team game dish "
            + "recipe theme genre category keyword tag headline label"),
        (ValueClass.Text,
            "text message body content query question prompt input sentence phrase expression code command search term note comment "
            + "description summary instruction details reason task intent"),
        (ValueClass.Email, "email mail"),
        (ValueClass.Url, "url uri link website homepage"),
        (ValueClass.Date, "date day birthday deadline checkin checkout dob"),
        (ValueClass.Time, "time hour clock"),
        (ValueClass.Path, "path file filename filepath directory folder dir"),
        (ValueClass.Language, "language lang locale"),
        (ValueClass.Currency, "currency"),
        (ValueClass.Colour, "color colour"),
        (ValueClass.Unit, "unit units"),
        (ValueClass.Weekday, "weekday"),
        (ValueClass.Symbol, "symbol ticker stock"));

    private static readonly FrozenDictionary<ValueClass, FrozenSet<string>> s_vocabulary = new Dictionary<ValueClass, FrozenSet<string>>
    {
        [ValueClass.Language] = Words(
            "english french german spanish italian portuguese dutch swedish danish norwegian finnish polish czech russian ukrainian greek "
            + "turkish arabic hebrew hindi japanese chinese mandarin korean vietnamese thai indonesian latin"),
        [ValueClass.Currency] = Words(
            "usd eur gbp jpy chf cad aud cny inr brl mxn sek nok dkk pln czk krw dollars euros pounds yen francs rupees dollar euro pound"),
        [ValueClass.Colour] = Words(
            "red green blue yellow orange purple pink black white grey gray brown cyan magenta violet turquoise gold silver beige navy "
            + "teal maroon"),
        [ValueClass.Unit] = Words(
            "celsius fahrenheit kelvin metric imperial meters metres kilometers kilometres miles feet inches kilograms pounds grams liters "
            + "litres gallons seconds minutes hours days weeks"),
        [ValueClass.Weekday] = Words("monday tuesday wednesday thursday friday saturday sunday"),
    }.ToFrozenDictionary();

    /// <summary>What the words of a name say; the last one that says anything decides, as in "file name" and "start date".</summary>
    public static ValueClass Of(IReadOnlyList<string> words)
    {
        var weak = ValueClass.None;
        for (int i = words.Count - 1; i >= 0; i--)
        {
            string word = words[i];
            if (!s_byWord.TryGetValue(word, out ValueClass known) && !s_byWord.TryGetValue(NameWords.Singular(word), out known))
            {
                continue;
            }

            // "name" alone is a person's; "city name" and "file name" are not.
            if (words.Count == 1 || word is not ("name" or "names" or "title"))
            {
                return known;
            }

            weak = weak == ValueClass.None ? known : weak;
        }

        return weak;
    }

    /// <summary>Whether a word of a prompt is a value of the class, for those classes that have few.</summary>
    public static bool Has(ValueClass valueClass, string word) =>
        s_vocabulary.TryGetValue(valueClass, out FrozenSet<string>? words) && words.Contains(word.ToLowerInvariant());

    private static FrozenDictionary<string, ValueClass> Table(params (ValueClass Class, string Words)[] rows)
    {
        var table = new Dictionary<string, ValueClass>();
        foreach ((ValueClass valueClass, string words) in rows)
        {
            foreach (string word in words.Split(' '))
            {
                table[word] = valueClass;
            }
        }

        return table.ToFrozenDictionary();
    }

    private static FrozenSet<string> Words(string words) => words.Split(' ').ToFrozenSet();
}
