using System.Runtime.InteropServices;

namespace Castor.Inference.Constraints;

/// <summary>
/// Makes a grammar, from the end to the beginning: each step is told what comes after it. Rules may call each other in any order, themselves too.
/// </summary>
public sealed class GrammarBuilder
{
    /// <summary>The end of a rule, or of the whole.</summary>
    public const int End = 0;

    private readonly List<GrammarNode> _nodes = [new GrammarNode(GrammarNodeKind.Return)];
    private readonly List<GrammarRule> _rules = [];

    /// <summary>How many steps there are.</summary>
    public int NodeCount => _nodes.Count;

    /// <summary>A text, then the next step.</summary>
    public int Text(TextTerminal text, int next) => Add(new GrammarNode(GrammarNodeKind.Text) { Text = text, Next = next });

    /// <summary>A text that is known, then the next step.</summary>
    public int Text(ReadOnlySpan<byte> text, int next) => text.IsEmpty ? next : Text(new TextTerminal(ByteDfa.Literal(text)), next);

    /// <summary>A token of a set, then the next step.</summary>
    public int Token(TokenSet tokens, int next) => Add(new GrammarNode(GrammarNodeKind.Token) { Tokens = tokens, Next = next });

    /// <summary>A rule, then the next step.</summary>
    public int Call(int rule, int next) => Add(new GrammarNode(GrammarNodeKind.Call) { Rule = rule, Next = next });

    /// <summary>One of several steps.</summary>
    public int Choice(params ReadOnlySpan<int> steps) =>
        steps.Length == 1 ? steps[0] : Add(new GrammarNode(GrammarNodeKind.Choice) { Choices = steps.ToArray() });

    /// <summary>A choice that is filled in later by <see cref="Fill"/>, for steps that lead back to it.</summary>
    public int Choice() => Add(new GrammarNode(GrammarNodeKind.Choice));

    /// <summary>Fills in a choice.</summary>
    public void Fill(int choice, params ReadOnlySpan<int> steps) => _nodes[choice].Choices = steps.ToArray();

    /// <summary>A body so many times, then the next step.</summary>
    /// <param name="first">The body, up to <see cref="End"/>.</param>
    /// <param name="others">The body after what stands between two of them, up to <see cref="End"/>.</param>
    /// <param name="min">The fewest times.</param>
    /// <param name="max">The most times; <see cref="int.MaxValue"/> for any number.</param>
    /// <param name="next">What comes after it.</param>
    public int Repeat(int first, int others, int min, int max, int next) =>
        Add(new GrammarNode(GrammarNodeKind.Repeat) { Body = (first, others), Min = min, Max = max, Next = next });

    /// <summary>Items of which no two are equal, so many times, then the next step.</summary>
    /// <param name="item">The item, up to <see cref="End"/>: texts alone, and marks, without rules.</param>
    /// <param name="between">What stands between two of them.</param>
    /// <param name="min">The fewest times.</param>
    /// <param name="max">The most times; <see cref="int.MaxValue"/> for any number.</param>
    /// <param name="next">What comes after it.</param>
    /// <returns>Null where there are fewer different items.</returns>
    public int? RepeatUnique(int item, TextTerminal between, int min, int max, int next)
    {
        if (UsedItems.None(Texts(_nodes, item)).CountUnused(min) < min)
        {
            return null;
        }

        int others = Add(new GrammarNode(GrammarNodeKind.Text) { Text = between, Next = item, Separates = true });
        return Add(new GrammarNode(GrammarNodeKind.Repeat) { Body = (item, others), Min = min, Max = max, Next = next, IsUnique = true });
    }

    /// <summary>A rule, which <see cref="Define"/> says what it is.</summary>
    /// <param name="nests">Whether it is a level of nesting.</param>
    public int Rule(bool nests)
    {
        _rules.Add(new GrammarRule(End, nests));
        return _rules.Count - 1;
    }

    /// <summary>Says what a rule is.</summary>
    public void Define(int rule, int start) => CollectionsMarshal.AsSpan(_rules)[rule] = _rules[rule] with { Start = start };

    /// <summary>Makes the grammar.</summary>
    /// <param name="start">Its first step.</param>
    /// <param name="deepest">The most levels of nesting.</param>
    /// <returns>Null where nothing satisfies it, or nothing within so many levels.</returns>
    public Grammar? Build(int start, int deepest)
    {
        GrammarNode[] nodes = [.. _nodes];
        GrammarRule[] rules = [.. _rules];
        GrammarHeights.Set(nodes, rules);
        return nodes[start].Need > deepest ? null : new Grammar(nodes, rules, start, deepest);
    }

    /// <summary>Whether anything within so many levels of nesting satisfies a rule.</summary>
    public bool IsSatisfiable(int rule, int deepest)
    {
        GrammarNode[] nodes = [.. _nodes];
        GrammarHeights.Set(nodes, [.. _rules]);
        return nodes[_rules[rule].Start].Need < deepest;
    }

    /// <summary>The texts that a step may begin with, behind marks.</summary>
    internal static TextTerminal[] Texts(IReadOnlyList<GrammarNode> nodes, int step)
    {
        List<TextTerminal> texts = [];
        var open = new Stack<int>([step]);
        while (open.TryPop(out int next))
        {
            GrammarNode node = nodes[next];
            switch (node.Kind)
            {
                case GrammarNodeKind.Text:
                    texts.Add(node.Text!);
                    break;
                case GrammarNodeKind.Token:
                    open.Push(node.Next);
                    break;
                case GrammarNodeKind.Choice:
                    Array.ForEach(node.Choices, open.Push);
                    break;
            }
        }

        return [.. texts];
    }

    private int Add(GrammarNode node)
    {
        _nodes.Add(node);
        return _nodes.Count - 1;
    }
}
