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
                Begin(TokenTrie.Root, position, node.Text!);
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
        if (position.Guard?.Place is { } used)
        {
            AddWideItem(position, text, used);
            return;
        }

        AddWideText(position, text);
    }

    // All that a text may be, without the tokens that lead to an item that is there already: these are few.
    private void AddWideItem(in GrammarPosition position, TextTerminal text, UsedText used)
    {
        ulong[] bits = trie.WideMasks.Scratch;
        Array.Clear(bits);
        var walk = new MaskWalk(trie, grammar, bits);
        walk.AddWideText(position, text);
        walk.Strike(TokenTrie.Root, text, position.State, position.Count, used);
        for (int i = 0; i < bits.Length; i++)
        {
            _mask[i] |= bits[i];
        }
    }

    // Takes away the tokens along used texts from which there is no way but to them.
    private void Strike(int node, TextTerminal text, int state, int count, UsedText used)
    {
        foreach ((byte value, UsedText place) in used.Next)
        {
            int child = trie.Child(node, value);
            int then = count;
            int next = child < 0 ? ByteDfa.Dead : text.Next(state, ref then, value);
            if (next < 0)
            {
                continue;
            }

            then = text.Clip(then);
            bool goesOn = text.CanGoOn(next, then) && UsedItems.CanGoOn(text, next, then, place);
            if (!goesOn && (place.IsEnd || !text.CanEnd(next, then)))
            {
                trie.Forbid(child, _mask);
            }

            if (place.IsEnd)
            {
                StrikeBeyond(child, text, next, then);
            }

            Strike(child, text, next, then, place);
        }
    }

    // What goes on beyond the end of an item that is there already.
    private void StrikeBeyond(int node, TextTerminal text, int state, int count)
    {
        int end = trie.FirstChild(node + 1);
        for (int child = trie.FirstChild(node); child < end; child++)
        {
            int then = count;
            if (text.Next(state, ref then, trie.Label(child)) < 0)
            {
                trie.ForbidAll(child, _mask);
            }
        }
    }

    private void AddWideText(in GrammarPosition position, TextTerminal text)
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

    private void Begin(int node, in GrammarPosition position, TextTerminal text)
    {
        if (position.Guard is { } guard && (guard.Place is not null || guard.Used.IsOpen))
        {
            WalkItem(node, position, text, guard.Place, guard.Used.IsOpen);
        }
        else
        {
            Walk(node, position, text);
        }
    }

    // Where a token reaches from one item into the next, the first is not known yet; what there is one more way out of is right whatever that is.
    private void WalkItem(int node, in GrammarPosition position, TextTerminal text, UsedText? used, bool isOpen)
    {
        int end = trie.FirstChild(node + 1);
        for (int child = trie.FirstChild(node); child < end; child++)
        {
            int count = position.Count;
            int next = text.Next(position.State, ref count, trie.Label(child));
            if (next < 0)
            {
                continue;
            }

            UsedText? place = used?.After(trie.Label(child));
            int clipped = text.Clip(count);
            bool ends = !isOpen && text.CanEnd(next, count) && place is not { IsEnd: true };
            bool goesOn = text.CanGoOn(next, count) && (isOpen ? UsedItems.HasRoom(text, next, clipped, place) : place is null || UsedItems.CanGoOn(text, next, clipped, place));
            if (ends || goesOn)
            {
                trie.Allow(child, _mask);
            }

            if (ends && !text.EndsBeforeMark && trie.HasChildren(child))
            {
                GoOn(child, position);
            }

            if (goesOn && trie.HasChildren(child))
            {
                GrammarPosition at = position with { State = next, Count = clipped };
                if (place is null && !isOpen)
                {
                    Walk(child, at, text);
                }
                else
                {
                    WalkItem(child, at, text, place, isOpen);
                }
            }
        }
    }

    private void GoOn(int node, in GrammarPosition position)
    {
        foreach (ref readonly GrammarPosition after in grammar.After(position).AsSpan())
        {
            GrammarNode next = grammar.Node(after.Node);
            if (next.Kind == GrammarNodeKind.Text)
            {
                Begin(node, after, next.Text!);
            }
        }
    }
}
