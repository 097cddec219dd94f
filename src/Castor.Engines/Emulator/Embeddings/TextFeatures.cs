namespace Castor.Engines.Emulator.Embeddings;

/// <summary>
/// The features of a text: the stems of its words, their meanings and topics where the table knows them, their
/// neighbours, and the letter groups within them, which also bring misspelled and related words of any language close.
/// </summary>
internal static class TextFeatures
{
    private const float Word = 1;
    private const float StopWord = 0.12f;
    private const float Concept = 1.1f;
    private const float Topic = 0.85f;
    private const float Neighbours = 0.25f;
    private const float LetterGroups = 0.75f;
    private const float Ideograph = 0.45f;
    private const float IdeographPair = 0.8f;
    private const int GroupLength = 3;

    /// <summary>Words that say little of what a text is about.</summary>
    private static readonly HashSet<string> s_stopWords = new(
        ("a an the this that these those of to in on at by for from with without about into over under and or but not no nor so if then than as "
        + "is am are was were be been being do does did done have has had having can could will would shall should may might must i you he she it we they "
        + "me him her us them my your his its our their what which who whom whose when where why how all any some each every there here very just also too "
        + "please get got give let say der die das ein eine einen dem den des und oder aber nicht ist sind war waren im auf mit von zu für es ich du er sie wir "
        + "le la les un une de du et ou est sont dans sur avec pour que qui ne pas el los las una y o es en con por para se lo il che di e"
        ).Split(' '), StringComparer.Ordinal);

    private static readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> s_isStopWord =
        s_stopWords.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Adds the features of a text.</summary>
    public static void Add(FeatureVector vector, ReadOnlySpan<char> text, float share)
    {
        Span<char> stem = stackalloc char[WordStem.MaxLength];
        ulong before = 0;
        for (int at = 0; at < text.Length;)
        {
            int length = WordLength(text[at..]);
            if (length == 0)
            {
                at++;
                continue;
            }

            ReadOnlySpan<char> word = text.Slice(at, length);
            before = IsIdeograph(word[0]) ? AddIdeograph(vector, word[0], before, share) : AddWord(vector, WordStem.Write(word, stem), before, share);
            at += length;
        }
    }

    private static ulong AddWord(FeatureVector vector, ReadOnlySpan<char> stem, ulong before, float share)
    {
        ulong feature = Hash('w', stem);
        if (s_isStopWord.Contains(stem))
        {
            vector.Add(feature, StopWord * share);
            return before;
        }

        vector.Add(feature, Word * share);
        ReadOnlySpan<ConceptTable.Meaning> meanings = ConceptTable.Find(stem);
        foreach (ConceptTable.Meaning meaning in meanings)
        {
            float part = share / MathF.Sqrt(meanings.Length);
            vector.Add(meaning.Concept, Concept * part);
            vector.Add(meaning.Topic, Topic * part);
        }

        AddLetterGroups(vector, stem, share);
        vector.Add(EmulatorRandom.Mix(before ^ ulong.RotateLeft(feature, 1)), before == 0 ? 0 : Neighbours * share);
        return feature;
    }

    private static void AddLetterGroups(FeatureVector vector, ReadOnlySpan<char> stem, float share)
    {
        Span<char> padded = stackalloc char[WordStem.MaxLength + 2];
        padded[0] = '<';
        stem.CopyTo(padded[1..]);
        padded[stem.Length + 1] = '>';
        int groups = stem.Length + 2 - GroupLength + 1;
        float weight = LetterGroups * share / MathF.Sqrt(Math.Max(groups, 1));
        for (int i = 0; i < groups; i++)
        {
            vector.Add(Hash('g', padded.Slice(i, GroupLength)), weight);
        }
    }

    private static ulong AddIdeograph(FeatureVector vector, char c, ulong before, float share)
    {
        ulong feature = Hash('i', [c]);
        vector.Add(feature, Ideograph * share);
        vector.Add(EmulatorRandom.Mix(before ^ ulong.RotateLeft(feature, 1)), before == 0 ? 0 : IdeographPair * share);
        return feature;
    }

    /// <summary>The length of the word at the start of a text; ideographs and syllables of scripts without spaces are words alone.</summary>
    private static int WordLength(ReadOnlySpan<char> text)
    {
        if (IsIdeograph(text[0]))
        {
            return 1;
        }

        int length = 0;
        while (length < text.Length && IsWordPart(text[length]) && !IsIdeograph(text[length]))
        {
            length++;
        }

        return length;
    }

    private static bool IsWordPart(char c) => c < 128 ? char.IsAsciiLetterOrDigit(c) : c > '\u00BF' && !char.IsPunctuation(c) && !char.IsWhiteSpace(c);

    private static bool IsIdeograph(char c) => c is (>= '\u0E00' and <= '\u0E7F') or (>= '\u3040' and <= '\u9FFF') or (>= '\uAC00' and <= '\uD7AF') or (>= '\uF900' and <= '\uFAFF');

    private static ulong Hash(char kind, ReadOnlySpan<char> text)
    {
        ulong hash = kind;
        foreach (char c in text)
        {
            hash = EmulatorRandom.Mix(hash + c + 0x9E3779B97F4A7C15);
        }

        return hash;
    }
}
