namespace Castor.Engines.Emulator.Dialogue;

/// <summary>The commonest words of the languages with Latin letters, questions and greetings among them.</summary>
internal static class StopWords
{
    private const int WordsRead = 24;
    private const int Languages = (int)Language.Indonesian + 1;

    private static readonly WordTable s_languages = Collect();

    /// <summary>The language that most of the words belong to; null where none is known.</summary>
    public static Language? Detect(ReadOnlySpan<char> text)
    {
        Span<int> scores = stackalloc int[Languages];
        scores.Clear();
        int words = 0;
        int start = 0;
        while (words < WordsRead && start < text.Length)
        {
            if (!char.IsLetter(text[start]))
            {
                start++;
                continue;
            }

            int end = start + 1;
            while (end < text.Length && (char.IsLetter(text[end]) || text[end] == '\''))
            {
                end++;
            }

            if (text[end..].StartsWith("://"))
            {
                // The words of a URL are of no language.
                int blank = text[end..].IndexOfAny(" \t\r\n");
                start = blank < 0 ? text.Length : end + blank;
                continue;
            }

            Score(text[start..end], scores);
            words++;
            start = end;
        }

        int best = 0;
        for (int i = 1; i < scores.Length; i++)
        {
            best = scores[i] > scores[best] ? i : best;
        }

        return scores[best] == 0 ? null : (Language)best;
    }

    private static void Score(ReadOnlySpan<char> word, Span<int> scores)
    {
        for (int rest = s_languages.Find(word); rest != 0; rest &= rest - 1)
        {
            scores[int.TrailingZeroCount(rest)] += 2;
        }

        if (System.Text.Ascii.IsValid(word))
        {
            return;
        }

        foreach (char c in word)
        {
            if (OnlyIn(char.ToLowerInvariant(c)) is { } language)
            {
                scores[(int)language]++;
            }
        }
    }

    /// <summary>The language of a letter that, among those spoken here, is of one alone.</summary>
    private static Language? OnlyIn(char lower) => lower switch
    {
        'ß' => Language.German,
        'ñ' => Language.Spanish,
        'å' => Language.Swedish,
        'ã' or 'õ' => Language.Portuguese,
        'œ' or 'ë' or 'ï' or 'û' => Language.French,
        'ł' or 'ą' or 'ę' or 'ś' or 'ć' or 'ń' or 'ź' or 'ż' => Language.Polish,
        'ğ' or 'ş' or 'ı' => Language.Turkish,
        'đ' or 'ơ' or 'ư' or 'ă' => Language.Vietnamese,
        >= '\u1EA0' and <= '\u1EF9' => Language.Vietnamese,
        _ => null,
    };

    private static WordTable Collect()
    {
        var words = new WordTable();
        Add(words, Language.English, """
            the is are was what what's why how who when where which you your and of to in a an this that these for with on about do does can could would
            please hello hi hey tell me my i i'm it it's write give list say reply answer explain describe summarize translate make there have not be will
            """);
        Add(words, Language.German, """
            der die das ist sind war was warum wie wer wann wo welche du sie ihr und von zu in ein eine einen dem den für mit auf über kann kannst bitte
            hallo sag sage mir mein ich es nicht schreib schreibe gib nenne erkläre erzähl beschreibe fasse übersetze guten tag heißt
            """);
        Add(words, Language.French, """
            le la les est sont était que quoi quel quelle pourquoi comment qui quand où tu vous votre et de du des un une ce cette ces pour avec sur peux
            pouvez plaît salut bonjour dis dites moi mon ma je il ne pas écris écrivez donne donnez liste explique expliquez décris traduis dans est-ce c'est
            qu'est
            """);
        Add(words, Language.Spanish, """
            el la los las es son era qué que cuál por cómo quién cuándo dónde tú usted su y de del un una este esta para con sobre puedes puede favor hola
            di dime dame mi yo no escribe escriba explica describe traduce haz en cuántos está
            """);
        Add(words, Language.Italian, """
            il lo la gli le è sono era che cosa quale perché come chi quando dove tu lei suo e di del della un una questo questa per con su puoi può favore
            ciao dimmi dammi mio io non scrivi spiega descrivi traduci elenca fammi in nel salve buongiorno
            """);
        Add(words, Language.Portuguese, """
            o a os as é são era que qual por como quem quando onde você seu sua e de do da dos um uma este esta isto para com sobre pode favor olá oi diga
            me meu minha eu não escreva dê liste explique descreva traduza faça em no na está
            """);
        Add(words, Language.Dutch, """
            de het is zijn was wat waarom hoe wie wanneer waar welke jij je u uw en van naar in een dit dat deze voor met op over kan kun alstublieft hallo
            zeg vertel mij mijn ik niet schrijf geef noem leg beschrijf vertaal hoi goedendag
            """);
        Add(words, Language.Polish, """
            i w na z do jest są był co dlaczego jak kto kiedy gdzie który ty pan pani twój oraz od to ten ta dla czy może możesz proszę cześć witaj powiedz
            mi mój ja nie napisz podaj wymień wyjaśnij opisz przetłumacz o się dzień dobry
            """);
        Add(words, Language.Turkish, """
            bir ve bu şu ne neden niçin nasıl kim nerede hangi sen siz için ile mi mı mu mü değil lütfen merhaba selam söyle bana benim ben yaz ver listele
            açıkla anlat tanımla çevir var yok çok daha olan nedir
            """);
        Add(words, Language.Swedish, """
            är var vad varför hur vem när vilken du ni din och av till i en ett den det denna för med på om kan snälla hej säg mig min jag inte skriv ge
            lista förklara beskriv översätt att som har
            """);
        Add(words, Language.Vietnamese, """
            là và của có không gì tại sao vì thế nào ai khi ở đâu bạn tôi một những các này cho với trên về xin hãy chào nói viết giải thích mô tả dịch kể
            được trong
            """);
        Add(words, Language.Indonesian, """
            apa mengapa kenapa bagaimana siapa kapan mana anda kamu dan dari ke di yang ini itu untuk dengan pada tentang bisa tolong halo katakan saya aku
            tidak tulis tuliskan berikan sebutkan jelaskan terjemahkan adalah ada buatkan selamat
            """);
        return words;
    }

    private static void Add(WordTable words, Language language, string list) => words.Add(list, 1 << (int)language);
}
