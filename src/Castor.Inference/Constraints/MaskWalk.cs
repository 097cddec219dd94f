namespace Castor.Inference.Constraints;

/// <summary>Walks a vocabulary's tree beside a grammar, and allows the tokens that both know.</summary>
/// <param name="trie">The vocabulary.</param>
/// <param name="grammar">The grammar.</param>
/// <param name="mask">Takes a bit for each token that may come.</param>
internal readonly ref struct MaskWalk(TokenTrie trie, Grammar grammar, Span<ulong> mask)
{
    private readonly Span<ulong> _mask = mask;

    /// <summary>Allows what may come at one place.</summary>
    public void Add(in GrammarPosition position)
    {
        GrammarNode node = grammar.Node(position.Node);
        switch (node.Kind)
        {
            case GrammarNodeKind.Return:
                Add(trie.Ends);
                break;
            case GrammarNodeKind.Token:
                Add(node.Tokens!);
                break;
            case GrammarNodeKind.Text when node.Text!.Dfa.Fanout(position.State) >= WideMasks.LeastFanout:
                AddWide(position, node.Text);
                break;
            default:
                Walk(TokenTrie.Root, position, node.Text!);
                break;
        }
    }

    private void Add(TokenSet tokens)
    {
        ReadOnlySpan<ulong> bits = tokens.Bits;
        for (int i = 0; i < bits.Length; i++)
        {
            _mask[i] |= bits[i];
        }
    }

    private void AddWide(in GrammarPosition position, TextTerminal text)
    {
        WideMask wide = trie.WideMasks.Of(text, position.State);
        int room = text.Max == int.MaxValue ? int.MaxValue : text.Max - position.Count;
        int least = text.Min - position.Count;
        bool counts = text.Dfa.Counts;
        wide.AddInner(room, _mask);
        foreach (ref readonly TextExit end in wide.Ends.AsSpan())
        {
            if (!counts || (end.Done >= least && end.Need <= room))
            {
                trie.Allow(end.Node, _mask);
            }
        }

        foreach (ref readonly TextExit exit in wide.Exits.AsSpan())
        {
            if (!counts || (exit.Done >= least && exit.Need <= room))
            {
                GoOn(exit.Node, position);
            }
        }
    }

    private void Walk(int node, in GrammarPosition position, TextTerminal text)
    {
        int only = text.Dfa.OnlyByte(position.State);
        if (only >= 0)
        {
            int child = trie.Child(node, (byte)only);
            if (child >= 0)
            {
                Visit(child, position, text);
            }

            return;
        }

        int end = trie.FirstChild(node + 1);
        for (int child = trie.FirstChild(node); child < end; child++)
        {
            Visit(child, position, text);
        }
    }

    private void Visit(int child, in GrammarPosition position, TextTerminal text)
    {
        int count = position.Count;
        int next = text.Next(position.State, ref count, trie.Label(child));
        if (next < 0)
        {
            return;
        }

        trie.Allow(child, _mask);
        if (!trie.HasChildren(child))
        {
            return;
        }

        if (!text.EndsBeforeMark && text.CanEnd(next, count))
        {
            GoOn(child, position);
        }

        if (text.CanGoOn(next, count))
        {
            Walk(child, position with { State = next, Count = text.Clip(count) }, text);
        }
    }

    private void GoOn(int node, in GrammarPosition position)
    {
        foreach (ref readonly GrammarPosition after in grammar.After(position).AsSpan())
        {
            GrammarNode next = grammar.Node(after.Node);
            if (next.Kind == GrammarNodeKind.Text)
            {
                Walk(node, after, next.Text!);
            }
        }
    }
}
