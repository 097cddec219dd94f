using System.Collections.Concurrent;
using Castor.Engines.Schemas;
using Castor.Inference.Constraints;

namespace Castor.Engines.Local.Constraints;

/// <summary>All that schemas ask of a string, taken together, and the automaton that holds it.</summary>
/// <param name="budget">What they may cost.</param>
internal sealed class StringLanguage(TextBudget budget)
{
    /// <summary>Longer strings are not asked for: no answer has room for them.</summary>
    private const int LongestLeast = 100_000;

    private static readonly ConcurrentDictionary<(string Key, TextSpelling Spelling), ByteDfa?> s_formats = new();
    private static readonly ByteDfa s_anyJson = Counted(TextSets.All, TextSpelling.Json);
    private static readonly ByteDfa s_anyRaw = Counted(TextSets.All, TextSpelling.Raw);

    private readonly List<CharDfa> _languages = [];
    private readonly List<CharDfa> _excluded = [];
    private readonly List<string> _keys = [];
    private CodePointSet _characters = TextSets.All;
    private bool _anyCharacter = true;
    private long _min;
    private long _max = long.MaxValue;

    /// <summary>What tells one language from another.</summary>
    public string Key => $"{_min},{_max},{string.Join('\n', _keys)}";

    /// <summary>Whether any text will do.</summary>
    public bool IsAnything => _keys.Count == 0 && _min == 0 && _max == long.MaxValue;

    /// <summary>Adds what a schema asks.</summary>
    /// <exception cref="NotSupportedException">It cannot be held.</exception>
    public void Add(SchemaNode node)
    {
        if (node.Strings is { } rules)
        {
            AddLength(rules.MinLength, rules.MaxLength);
            if (rules.Pattern is { } pattern)
            {
                AddPattern(pattern);
            }
        }

        if (node.Format is { } format && !_keys.Contains("format " + format) && FormatLanguages.Find(format) is { } language)
        {
            _keys.Add("format " + format);
            _languages.Add(language);
        }
    }

    /// <summary>Leaves texts out.</summary>
    public void Exclude(IReadOnlyCollection<string> texts)
    {
        if (texts.Count > 0)
        {
            _keys.Add("not " + string.Join('\0', texts));
            _excluded.Add(CharDfa.OfTexts(texts));
        }
    }

    /// <summary>Leaves the texts out in which a pattern is found.</summary>
    /// <exception cref="NotSupportedException">It cannot be held.</exception>
    public void Exclude(SchemaPattern? pattern)
    {
        if (pattern is null)
        {
            return;
        }

        RefuseUnlessRegular(pattern);
        _keys.Add("without " + pattern.Source);
        _excluded.Add(PatternLanguage.Of(pattern.Root));
    }

    /// <summary>Asks for a pattern.</summary>
    public void AddPattern(SchemaPattern pattern)
    {
        RefuseUnlessRegular(pattern);
        _keys.Add("pattern " + pattern.Source);
        if (FindRun(pattern.Root) is { } run)
        {
            _characters = TextSets.Intersect(_characters, run.Children[0].Characters);
            _anyCharacter = false;
            AddLength(run.Least, run.Most == int.MaxValue ? long.MaxValue : run.Most);
            return;
        }

        _languages.Add(PatternLanguage.Of(pattern.Root));
    }

    /// <summary>Asks for characters of a set only, one at least.</summary>
    public void AddCharacters(CodePointSet set, string key)
    {
        _keys.Add(key);
        _characters = TextSets.Intersect(_characters, set);
        _anyCharacter = false;
        AddLength(1, long.MaxValue);
    }

    /// <summary>The strings as they are spelt; null where there is none.</summary>
    public TextTerminal? Spell(TextSpelling spelling)
    {
        if (_max < _min)
        {
            return null;
        }

        if (_min > LongestLeast)
        {
            throw GenerationBudget.TooMuch();
        }

        bool endsBeforeMark = spelling == TextSpelling.Raw;
        int max = (int)Math.Min(_max, int.MaxValue);
        if (_languages.Count == 0 && _excluded.Count == 0 && (_min == 0 || !_characters.IsEmpty))
        {
            ByteDfa run = _anyCharacter ? (spelling == TextSpelling.Json ? s_anyJson : s_anyRaw) : Counted(_characters, spelling);
            return new TextTerminal(run) { Min = (int)_min, Max = max, EndsBeforeMark = endsBeforeMark };
        }

        bool isFormat = _keys is [var only] && only.StartsWith("format ", StringComparison.Ordinal) && _min == 0;
        ByteDfa? dfa = isFormat
            ? s_formats.GetOrAdd((_keys[0], spelling), _ => SpeltText.Of(_languages[0], spelling, counts: true))
            : SpeltText.Of(Combine(), spelling, counts: max < int.MaxValue);
        TextTerminal? text = dfa is null ? null : new TextTerminal(dfa) { Max = max, EndsBeforeMark = endsBeforeMark };
        return text is null or { IsEmpty: true } ? null : text;
    }

    private static ByteDfa Counted(CodePointSet set, TextSpelling spelling) => SpeltText.Of(CharDfa.OfRun(set, 0, long.MaxValue), spelling, counts: true)!;

    // But for the most characters, which are counted beside it.
    private CharDfa Combine()
    {
        CharDfa all = _languages.Count > 0 ? _languages[0] : CharDfa.OfRun(_characters, _min, long.MaxValue);
        foreach (CharDfa language in _languages.Skip(1))
        {
            all = all.Intersect(language, budget);
        }

        if (_languages.Count > 0 && (!_anyCharacter || _min > 0))
        {
            all = all.Intersect(CharDfa.OfRun(_characters, _min, long.MaxValue), budget);
        }

        foreach (CharDfa excluded in _excluded)
        {
            all = all.Subtract(excluded, budget);
        }

        return all;
    }

    private void AddLength(long min, long max)
    {
        _min = Math.Max(_min, min);
        _max = Math.Min(_max, max);
    }

    private static void RefuseUnlessRegular(SchemaPattern pattern)
    {
        if (!pattern.IsAimable)
        {
            throw new NotSupportedException($"lookaround and back references cannot be held while decoding: \"{pattern.Source}\"");
        }
    }

    // ^[...]{m,n}$: so many characters of one set.
    private static PatternNode? FindRun(PatternNode root) =>
        root is { Kind: PatternNodeKind.Sequence, Children: [{ Source: "^" }, var run, { Source: "\\z" }] }
        && run.Kind == PatternNodeKind.Repeat && run.Children[0].Kind == PatternNodeKind.Set
            ? run
            : null;
}
