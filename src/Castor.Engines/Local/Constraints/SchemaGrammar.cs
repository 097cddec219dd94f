using System.Text.Json;
using Castor.Engines.Schemas;
using Castor.Inference.Constraints;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Turns schemas into rules of a grammar. A rule holds a goal: all schemas that a value has to satisfy. Branches are taken into the goal one by one, so that what stands
/// beside a choice holds for each of its branches.
/// </summary>
internal sealed class SchemaGrammar
{
    private const int MostNodes = 200_000;
    private const int MostRules = 20_000;

    // Requests have the same kinds of strings and numbers over and over, and masks are kept with the automaton.
    private static readonly RecentTexts<TextTerminal?> s_strings = new(capacity: 512, longestText: 1024);
    private static readonly RecentTexts<ByteDfa?> s_ranges = new(capacity: 512, longestText: 1024);

    // Names beside many that are declared are told by all of these.
    private readonly Dictionary<string, TextTerminal?> _ownStrings = new(StringComparer.Ordinal);

    private readonly Dictionary<SchemaNode, int> _numbers = [];
    private readonly Dictionary<string, int> _rules = new(StringComparer.Ordinal);
    private readonly Queue<(int Rule, SchemaGoal Goal)> _open = new();
    private readonly ObjectGrammar _objects;
    private readonly ArrayGrammar _arrays;
    private readonly TextBudget _texts = new();

    /// <summary>Prepares rules within a grammar.</summary>
    /// <param name="grammar">The grammar.</param>
    /// <param name="style">How values are written.</param>
    public SchemaGrammar(GrammarBuilder grammar, ValueStyle style)
    {
        Grammar = grammar;
        Style = style;
        _objects = new ObjectGrammar(this);
        _arrays = new ArrayGrammar(this);
    }

    /// <summary>The grammar.</summary>
    public GrammarBuilder Grammar { get; }

    /// <summary>How values are written.</summary>
    public ValueStyle Style { get; }

    /// <summary>The validator that values of enums are looked at with.</summary>
    public InstanceValidator Validator { get; } = new(new GenerationBudget());

    /// <summary>What goals with choices come to.</summary>
    public GoalBranches Choices { get; } = new();

    /// <summary>The first thing that made a branch impossible, for the texts of errors.</summary>
    public (string Path, string Reason)? Impossible { get; private set; }

    /// <summary>The rule of a schema, with all that it needs.</summary>
    /// <exception cref="SchemaRefusedException">Something in it cannot be held.</exception>
    public int Rule(SchemaNode root)
    {
        int rule = RuleOf(SchemaGoal.Of([root]));
        while (_open.TryDequeue(out (int Rule, SchemaGoal Goal) next))
        {
            Grammar.Define(next.Rule, Start(next.Goal));
        }

        return rule;
    }

    /// <summary>The rule of a goal; its steps are made later.</summary>
    public int RuleOf(SchemaGoal goal)
    {
        string key = goal.Key(NumberOf);
        if (!_rules.TryGetValue(key, out int rule))
        {
            if (_rules.Count >= MostRules || Grammar.NodeCount > MostNodes)
            {
                throw GenerationBudget.TooMuch();
            }

            // Only arrays and objects nest; a scalar's rule counts as the level that it is on.
            rule = Grammar.Rule(nests: goal.Nodes.Count == 0 || goal.Nodes.TrueForAll(n => (n.Kinds & (JsonKinds.Array | JsonKinds.Object)) != 0));
            _rules.Add(key, rule);
            _open.Enqueue((rule, goal));
        }

        return rule;
    }

    /// <summary>A step that nothing satisfies.</summary>
    public int Never(string path, string reason)
    {
        Impossible ??= (path, reason);
        return Grammar.Choice();
    }

    /// <summary>The texts that satisfy a goal; null where there is none.</summary>
    public TextTerminal? Strings(SchemaGoal goal, TextSpelling spelling, Action<StringLanguage>? narrow = null)
    {
        var language = new StringLanguage(_texts);
        foreach (SchemaNode node in goal.Nodes)
        {
            Held(node.Path, () => language.Add(node));
            if (node.Not is { } not && SchemaComplement.IsHeld(not))
            {
                language.Exclude([.. not.Enum?.Where(v => JsonKindNames.Of(v) == JsonKinds.String).Select(v => v.Text) ?? []]);
                Held(node.Path, () => language.Exclude(not.Strings?.Pattern));
            }
        }

        narrow?.Invoke(language);
        if (language.IsAnything)
        {
            return language.Spell(spelling);
        }

        string key = spelling + language.Key;
        if (!_ownStrings.TryGetValue(key, out TextTerminal? text))
        {
            text = s_strings.GetOrAdd(key, _ => language.Spell(spelling));
            _ownStrings.Add(key, text);
        }

        return text;
    }

    /// <summary>Has what cannot be held told with its path.</summary>
    public static void Held(string path, Action add)
    {
        try
        {
            add();
        }
        catch (NotSupportedException e)
        {
            throw new SchemaRefusedException(path, e.Message);
        }
    }

    private int NumberOf(SchemaNode node)
    {
        if (!_numbers.TryGetValue(node, out int number))
        {
            number = _numbers.Count;
            _numbers.Add(node, number);
        }

        return number;
    }

    /// <summary>The first step of a goal.</summary>
    public int Start(SchemaGoal goal)
    {
        IReadOnlyList<SchemaGoal> ways = Choices.Of(goal);
        return ways.Count == 0 && Choices.Impossible is { } choice
            ? Never(choice.Owner.Path, $"nothing satisfies \"{choice.Keyword}\" and the rest of the schema")
            : Grammar.Choice([.. ways.Select(StartOf)]);
    }

    private int StartOf(SchemaGoal goal)
    {
        if (goal.Nodes.Where(n => n.Enum is not null).MinBy(n => n.Enum!.Count) is { } listing)
        {
            return Listed(goal, listing);
        }

        if (goal.Kinds == JsonKinds.None)
        {
            return goal.Nodes.Find(n => n is { Never: true, IsNarrowed: true }) is { } unheld
                ? throw new SchemaRefusedException(unheld.Path, "the keyword \"not\" cannot be held while decoding")
                : Never(goal.Nodes[0].Path, "no type is left");
        }

        return StartWithoutChoice(goal, goal.Kinds);
    }

    // A validator knows all keywords but those that are not read.
    private int Listed(SchemaGoal goal, SchemaNode listing)
    {
        Datum[] values = [.. listing.Enum!.Where(v => goal.Nodes.TrueForAll(n => Validator.IsValid(v, n)))];
        if (values.Any(v => (JsonKindNames.Of(v) & (JsonKinds.Array | JsonKinds.Object)) != 0))
        {
            Unheld.Refuse(goal, JsonKinds.None);
        }

        return values.Length == 0 ? Never(listing.Path, "no value of the enum satisfies the rest of the schema") : Style.Literals(Grammar, values, GrammarBuilder.End);
    }

    private int StartWithoutChoice(SchemaGoal goal, JsonKinds kinds)
    {
        string path = goal.Nodes.Count > 0 ? goal.Nodes[0].Path : "";
        Unheld.Refuse(goal, kinds);
        List<int> starts = [];
        if (kinds.HasFlag(JsonKinds.Object))
        {
            starts.Add(_objects.Start(goal));
        }

        if (kinds.HasFlag(JsonKinds.Array))
        {
            starts.Add(_arrays.Start(goal));
        }

        AddScalars(goal, kinds, path, starts);
        return Grammar.Choice([.. starts]);
    }

    private void AddScalars(SchemaGoal goal, JsonKinds kinds, string path, List<int> starts)
    {
        if (kinds.HasFlag(JsonKinds.String))
        {
            starts.Add(Strings(goal, Style.Spelling) is { } text
                ? Style.String(Grammar, text, GrammarBuilder.End)
                : Never(path, "no string satisfies the schema"));
        }

        if ((kinds & JsonKinds.Number) != 0)
        {
            starts.Add(Number(goal, kinds, path));
        }

        Datum[] words = [.. (kinds.HasFlag(JsonKinds.Boolean) ? new[] { Datum.True, Datum.False } : []), .. (kinds.HasFlag(JsonKinds.Null) ? new[] { Datum.Null } : [])];
        Datum[] left = [.. words.Where(word => goal.Nodes.TrueForAll(n => n.Not?.Enum is null || !n.Not.IsAmongEnum(word)))];
        if (left.Length > 0)
        {
            starts.Add(Style.Literals(Grammar, left, GrammarBuilder.End));
        }
        else if (words.Length > 0)
        {
            starts.Add(Never(path, "\"not\" leaves no value"));
        }
    }

    private int Number(SchemaGoal goal, JsonKinds kinds, string path)
    {
        var range = new NumberRange();
        foreach (SchemaNode node in goal.Nodes)
        {
            if (!range.Add(node))
            {
                throw new SchemaRefusedException(node.Path, "multipleOf is not held for this number");
            }
        }

        if (!kinds.HasFlag(JsonKinds.Fraction))
        {
            range.OnlyWhole();
        }

        List<int> starts = [];
        foreach (NumberRange part in range.Without(goal.Nodes.SelectMany(n => n.Not?.Enum ?? []).Where(v => v.Kind == JsonValueKind.Number).Select(v => v.Number)))
        {
            bool hasWhole = kinds.HasFlag(JsonKinds.Whole);
            string key = $"{part.Low},{part.LowOpen},{part.High},{part.HighOpen},{part.Whole},{part.Step},{hasWhole}";
            ByteDfa? numbers = null;
            Held(path, () => numbers = s_ranges.GetOrAdd(key, _ => NumberLanguage.Of(part, hasWhole)));
            if (numbers is not null)
            {
                starts.Add(Grammar.Text(new TextTerminal(numbers), GrammarBuilder.End));
            }
        }

        return starts.Count == 0 ? Never(path, "no number lies within the bounds") : Grammar.Choice([.. starts]);
    }
}
