using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Makes the automaton of a regular expression: of all texts in which it is found, as JSON Schema has it. Anchors and word borders are kept; lookaround and back
/// references are no regular language.
/// </summary>
internal sealed class PatternLanguage
{
    private const int MostSteps = 20_000;
    private const int Match = 0;

    private static readonly CodePointSet s_anything = TextSets.All;

    private readonly List<(CodePointSet? Set, string? Place, int Next, int Other)> _steps = [(null, null, -1, -1)];
    private readonly List<CodePointSet> _sets = [];
    private readonly CharDfa _dfa = new();
    private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
    private readonly Queue<(int State, int[] Steps, bool AtStart, bool AfterWord)> _open = new();
    private readonly Stack<int> _path = new();
    private readonly HashSet<int> _closure = [];
    private List<(CodePointSet Set, HashSet<CodePointSet> In)> _classes = [];
    private bool _usesWords;
    private int _start;
    private int _found = -1;

    /// <summary>The automaton of an expression without lookaround and back references.</summary>
    public static CharDfa Of(PatternNode root) => new PatternLanguage().Make(root);

    private CharDfa Make(PatternNode root)
    {
        _usesWords = root.Has(PatternNodeKind.Assertion);
        _start = Compile(root, Match);
        if (_usesWords)
        {
            _sets.Add(CodePointSet.WordCharacters);
        }

        _classes = CharClasses.Of(_sets);
        StateOf([_start], atStart: true, afterWord: false);
        while (_open.TryDequeue(out (int State, int[] Steps, bool AtStart, bool AfterWord) place))
        {
            AddEdges(place.State, place.Steps, place.AtStart, place.AfterWord);
        }

        return _dfa;
    }

    private int Add(CodePointSet? set, string? place, int next, int other = -1)
    {
        if (_steps.Count >= MostSteps)
        {
            throw GenerationBudget.TooMuch();
        }

        _steps.Add((set, place, next, other));
        return _steps.Count - 1;
    }

    private int Compile(PatternNode node, int next)
    {
        switch (node.Kind)
        {
            case PatternNodeKind.Set:
                CodePointSet set = TextSets.Intersect(node.Characters, s_anything);
                _sets.Add(set);
                return Add(set, null, next);
            case PatternNodeKind.Sequence:
                for (int i = node.Children.Count - 1; i >= 0; i--)
                {
                    next = Compile(node.Children[i], next);
                }

                return next;
            case PatternNodeKind.Alternation:
                int choice = Compile(node.Children[^1], next);
                for (int i = node.Children.Count - 2; i >= 0; i--)
                {
                    choice = Add(null, null, Compile(node.Children[i], next), choice);
                }

                return choice;
            case PatternNodeKind.Repeat:
                return CompileRepeat(node, next);
            case PatternNodeKind.Assertion:
                return Add(null, node.Source, next);
            default:
                throw new NotSupportedException("Lookaround and back references are no regular language.");
        }
    }

    private int CompileRepeat(PatternNode node, int next)
    {
        int step = next;
        if (node.Most == int.MaxValue)
        {
            int loop = Add(null, null, -1, next);
            _steps[loop] = (null, null, Compile(node.Children[0], loop), next);
            step = loop;
        }
        else
        {
            for (int i = node.Least; i < node.Most; i++)
            {
                step = Add(null, null, Compile(node.Children[0], step), next);
            }
        }

        for (int i = 0; i < node.Least; i++)
        {
            step = Compile(node.Children[0], step);
        }

        return step;
    }

    private int StateOf(int[] steps, bool atStart, bool afterWord)
    {
        Array.Sort(steps);
        string key = string.Create(steps.Length + 2, (steps, atStart, afterWord), static (text, key) =>
        {
            text[0] = key.atStart ? '1' : '0';
            text[1] = key.afterWord ? '1' : '0';
            for (int i = 0; i < key.steps.Length; i++)
            {
                text[i + 2] = (char)key.steps[i];
            }
        });
        if (_known.TryGetValue(key, out int known))
        {
            return known;
        }

        if (_known.Count >= CharDfa.MostStates)
        {
            throw GenerationBudget.TooMuch();
        }

        Close(steps, atStart, afterWord, beforeWord: false, atEnd: true);
        int state = _dfa.Add([], _closure.Contains(Match));
        _known.Add(key, state);
        _open.Enqueue((state, steps, atStart, afterWord));
        return state;
    }

    private void AddEdges(int state, int[] steps, bool atStart, bool afterWord)
    {
        var edges = new List<CharEdge>();
        foreach ((CodePointSet set, HashSet<CodePointSet> within) in _classes)
        {
            bool isWord = _usesWords && within.Contains(CodePointSet.WordCharacters);
            Close(steps, atStart, afterWord, isWord, atEnd: false);
            int to = _closure.Contains(Match) ? Found() : Move(within, isWord);
            edges.AddRange(set.Ranges.Select(r => new CharEdge(r.First, r.Last, to)));
        }

        edges.Sort((a, b) => a.First - b.First);
        _dfa.SetEdges(state, [.. edges]);
    }

    private int Move(HashSet<CodePointSet> within, bool isWord)
    {
        var next = new HashSet<int> { _start };
        foreach (int step in _closure)
        {
            if (_steps[step].Set is { } set && within.Contains(set))
            {
                next.Add(_steps[step].Next);
            }
        }

        return StateOf([.. next], atStart: false, isWord);
    }

    // Once found, whatever follows.
    private int Found()
    {
        if (_found < 0)
        {
            _found = _dfa.Add([], accepts: true);
            _dfa.SetEdges(_found, [.. s_anything.Ranges.Select(r => new CharEdge(r.First, r.Last, _found))]);
        }

        return _found;
    }

    private void Close(int[] steps, bool atStart, bool afterWord, bool beforeWord, bool atEnd)
    {
        _closure.Clear();
        foreach (int step in steps)
        {
            _path.Push(step);
        }

        while (_path.TryPop(out int step))
        {
            if (!_closure.Add(step) || step == Match)
            {
                continue;
            }

            (CodePointSet? set, string? place, int next, int other) = _steps[step];
            if (set is not null)
            {
                continue;
            }

            if (place is null || Holds(place, atStart, afterWord != beforeWord, atEnd))
            {
                _path.Push(next);
                if (other >= 0)
                {
                    _path.Push(other);
                }
            }
        }
    }

    private static bool Holds(string place, bool atStart, bool atBorder, bool atEnd) => place switch
    {
        "^" => atStart,
        "\\z" => atEnd,
        "\\b" => atBorder,
        _ => !atBorder,
    };
}
