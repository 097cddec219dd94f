namespace Castor.Inference.Constraints;

/// <summary>
/// What an answer may be: texts, tokens, sequences, choices, repetitions and rules that call each other, which is a pushdown automaton over bytes. Its stacks are made as
/// they are met, kept and shared by all answers. For the model's own thread, but for its making.
/// </summary>
public sealed class Grammar
{
    /// <summary>Positions beyond are left out, which only narrows what may come: each of them leads to an end by itself.</summary>
    internal const int MostPositions = 2048;

    private const int MostFrames = 100_000;

    private readonly GrammarNode[] _nodes;
    private readonly GrammarRule[] _rules;
    private readonly int _start;
    private readonly int _deepest;
    private readonly List<GrammarPosition> _found = [];
    private readonly HashSet<GrammarPosition> _seen = [];
    private readonly Stack<(int Node, GrammarFrame Frame)> _open = new();
    private GrammarFrame _root = new(GrammarBuilder.End, 0, null, 0);
    private int _frames;

    internal Grammar(GrammarNode[] nodes, GrammarRule[] rules, int start, int deepest)
    {
        _nodes = nodes;
        _rules = rules;
        _start = start;
        _deepest = deepest;
    }

    /// <summary>How many steps it has.</summary>
    public int NodeCount => _nodes.Length;

    internal GrammarNode Node(int node) => _nodes[node];

    /// <summary>Where an answer starts.</summary>
    internal GrammarPosition[] Begin()
    {
        if (_frames > MostFrames)
        {
            // Answers under way keep what they stand on; it goes when they have ended.
            _root = new GrammarFrame(GrammarBuilder.End, 0, null, 0);
            _frames = 0;
        }

        return At(_start, _root);
    }

    /// <summary>What may come after a text or a token.</summary>
    internal GrammarPosition[] After(in GrammarPosition position) =>
        At(_nodes[position.Node].Next, position.Guard is null ? position.Frame : position.Frame.Open());

    /// <summary>Follows a byte.</summary>
    internal void Step(PositionSet from, byte value, PositionSet to)
    {
        foreach (ref readonly GrammarPosition position in from.Positions)
        {
            if (_nodes[position.Node].Text is not { } text)
            {
                continue;
            }

            int count = position.Count;
            int next = text.Next(position.State, ref count, value);
            if (next < 0)
            {
                continue;
            }

            if (position.Guard is not null)
            {
                StepItem(position, text, next, count, value, to);
                continue;
            }

            if (text.CanGoOn(next, count))
            {
                to.Add(position with { State = next, Count = text.Clip(count) });
            }

            if (text.CanEnd(next, count))
            {
                to.Add(After(position));
            }
        }
    }

    private void StepItem(in GrammarPosition position, TextTerminal text, int next, int count, byte value, PositionSet to)
    {
        ItemGuard guard = position.Guard!.Follow(value);
        if (text.CanGoOn(next, count) && (guard.Place is null || UsedItems.CanGoOn(text, next, text.Clip(count), guard.Place)))
        {
            to.Add(position with { State = next, Count = text.Clip(count), Guard = guard });
        }

        if (text.CanEnd(next, count) && guard.Place is not { IsEnd: true })
        {
            to.Add(At(_nodes[position.Node].Next, position.Frame.With(guard.WithThis())));
        }
    }

    private GrammarPosition[] At(int node, GrammarFrame frame)
    {
        if (frame.After(node) is { } known)
        {
            return known;
        }

        _found.Clear();
        _seen.Clear();
        _open.Clear();
        _open.Push((node, frame));
        while (_open.TryPop(out (int Node, GrammarFrame Frame) place) && _found.Count < MostPositions)
        {
            Expand(place.Node, place.Frame);
        }

        GrammarPosition[] positions = [.. _found];
        frame.SetAfter(node, positions);
        return positions;
    }

    private void Expand(int index, GrammarFrame frame)
    {
        GrammarNode node = _nodes[index];
        switch (node.Kind)
        {
            case GrammarNodeKind.Return:
                Return(frame);
                break;
            case GrammarNodeKind.Text:
                ExpandText(index, node, frame);
                break;
            case GrammarNodeKind.Token:
                Add(new GrammarPosition(index, 0, 0, frame));
                break;
            case GrammarNodeKind.Call:
                GrammarRule rule = _rules[node.Rule];
                bool isTail = node.Next == GrammarBuilder.End && !rule.Nests;
                _open.Push((rule.Start, isTail ? frame : frame.Push(node.Next, 0, frame.Depth + (rule.Nests ? 1 : 0), ref _frames)));
                break;
            case GrammarNodeKind.Choice:
                for (int i = node.Choices.Length - 1; i >= 0; i--)
                {
                    if (Fits(node.Choices[i], frame) && _seen.Add(new GrammarPosition(node.Choices[i], -1, -1, frame)))
                    {
                        _open.Push((node.Choices[i], frame));
                    }
                }

                break;
            case GrammarNodeKind.Repeat:
                Repeat(index, node, 0, frame, node.IsUnique ? UsedItems.None(GrammarBuilder.Texts(_nodes, node.Body.First)) : null);
                break;
        }
    }

    private bool Fits(int node, GrammarFrame frame) => _nodes[node].Need <= _deepest - frame.Depth;

    private void Return(GrammarFrame frame)
    {
        if (frame.Below is null)
        {
            Add(new GrammarPosition(GrammarBuilder.End, 0, 0, frame));
        }
        else if (_nodes[frame.Node].Kind == GrammarNodeKind.Repeat && frame.Count > 0)
        {
            Repeat(frame.Node, _nodes[frame.Node], frame.Count, frame.Below, frame.Used);
        }
        else
        {
            _open.Push((frame.Node, frame.Below));
        }
    }

    private void Repeat(int index, GrammarNode node, int count, GrammarFrame frame, UsedItems? used)
    {
        if (count >= node.Min)
        {
            _open.Push((node.Next, frame));
        }

        int body = count == 0 ? node.Body.First : node.Body.Others;
        if (count < node.Max && Fits(body, frame) && used is not { HasUnused: false })
        {
            int next = node.Max == int.MaxValue ? Math.Min(count + 1, Math.Max(node.Min, 1)) : count + 1;
            GrammarFrame above = frame.Push(index, next, frame.Depth, ref _frames);
            _open.Push((body, used is null ? above : above.With(used)));
        }
    }

    private void ExpandText(int index, GrammarNode node, GrammarFrame frame)
    {
        TextTerminal text = node.Text!;
        int start = text.Dfa.Start;
        if (frame.Used is { } used && !node.Separates)
        {
            ExpandItem(index, text, frame, used);
            return;
        }

        if (text.CanEnd(start, 0))
        {
            _open.Push((node.Next, frame));
        }

        if (text.CanGoOn(start, 0))
        {
            Add(new GrammarPosition(index, start, 0, frame));
        }
    }

    private void ExpandItem(int index, TextTerminal text, GrammarFrame frame, UsedItems used)
    {
        int start = text.Dfa.Start;
        if (text.CanEnd(start, 0) && !used.Root.IsEnd)
        {
            _open.Push((_nodes[index].Next, frame.With(used.With([]))));
        }

        if (text.CanGoOn(start, 0) && UsedItems.CanGoOn(text, start, 0, used.Root))
        {
            Add(new GrammarPosition(index, start, 0, frame, new ItemGuard(used, used.Root, null, 0)));
        }
    }

    private void Add(GrammarPosition position)
    {
        if (_seen.Add(position))
        {
            _found.Add(position);
        }
    }
}
