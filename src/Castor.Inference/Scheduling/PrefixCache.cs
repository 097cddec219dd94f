using Castor.Inference.KvCaches;

namespace Castor.Inference.Scheduling;

/// <summary>
/// Keys and values of earlier prompts and answers. An entry is the snapshot of a sequence with its tokens; entries of one conversation share their
/// pages. A prompt continues the entry with which it has the most tokens in common, as far as the entry's windows reach. For the model's own thread.
/// </summary>
/// <param name="keepsPromptsApart">Whether tokens are common only where they come of prompts in both, or of answers in both.</param>
internal sealed class PrefixCache(bool keepsPromptsApart) : IDisposable
{
    // A search compares the prompt with each entry; nearly all of them differ within a vector or two.
    private const int MaxEntries = 1024;

    // A template's first tokens are common to all prompts; computing them costs less than copying the page they are on.
    private const int LeastLength = KvLayout.PageLength;

    // From the longest unused entry to the last used one.
    private readonly LinkedList<Entry> _entries = new();

    /// <summary>Entries.</summary>
    public int Count => _entries.Count;

    /// <summary>Finds the beginning of some tokens; at least the last token is left to compute, since its logits are needed.</summary>
    /// <param name="tokens">The tokens to compute.</param>
    /// <param name="promptLength">How many of them are the prompt.</param>
    /// <param name="capacity">The positions up to which the sequence's lists should not grow.</param>
    public PrefixMatch Find(ReadOnlySpan<int> tokens, int promptLength, int capacity)
    {
        ReadOnlySpan<int> usable = tokens[..^1];
        LinkedListNode<Entry>? best = null;
        int bestLength = LeastLength - 1;
        int shared = 0;
        for (LinkedListNode<Entry>? node = _entries.Last; node is not null; node = node.Previous)
        {
            int common = CommonLength(usable, promptLength, node.Value);
            shared = Math.Max(shared, common);
            if (common > bestLength && node.Value.Sequence.CanFork(common))
            {
                best = node;
                bestLength = common;
            }
        }

        if (best is null)
        {
            return new PrefixMatch(null, shared);
        }

        Touch(best);
        return new PrefixMatch(best.Value.Sequence.Fork(bestLength, capacity), shared);
    }

    /// <summary>Keeps what is computed of some tokens.</summary>
    /// <param name="tokens">The tokens, which are not copied and do not change.</param>
    /// <param name="promptLength">How many of them are the prompt.</param>
    /// <param name="sequence">As far as they are computed.</param>
    public void Add(ReadOnlyMemory<int> tokens, int promptLength, KvSequence sequence)
    {
        ReadOnlySpan<int> computed = tokens.Span[..sequence.Length];
        if (computed.Length < LeastLength)
        {
            return;
        }

        LinkedListNode<Entry>? next;
        for (LinkedListNode<Entry>? node = _entries.First; node is not null; node = next)
        {
            next = node.Next;
            int common = CommonLength(computed, promptLength, node.Value);
            if (common == computed.Length && node.Value.Sequence.CanFork(common))
            {
                Touch(node);
                return;
            }

            if (common == node.Value.Tokens.Length && sequence.CanFork(common))
            {
                Remove(node);
            }
        }

        if (_entries.Count == MaxEntries)
        {
            EvictOldest();
        }

        _entries.AddLast(new Entry(tokens[..sequence.Length], promptLength, sequence.Snapshot()));
    }

    /// <summary>Gives up the entry that was not used for the longest time.</summary>
    /// <returns>False where there is none.</returns>
    public bool EvictOldest()
    {
        if (_entries.First is not { } oldest)
        {
            return false;
        }

        Remove(oldest);
        return true;
    }

    public void Dispose()
    {
        while (EvictOldest())
        {
        }
    }

    private int CommonLength(ReadOnlySpan<int> tokens, int promptLength, Entry entry)
    {
        int common = tokens.CommonPrefixLength(entry.Tokens.Span);
        return keepsPromptsApart && promptLength != entry.PromptLength ? Math.Min(common, Math.Min(promptLength, entry.PromptLength)) : common;
    }

    private void Touch(LinkedListNode<Entry> node)
    {
        _entries.Remove(node);
        _entries.AddLast(node);
    }

    private void Remove(LinkedListNode<Entry> node)
    {
        node.Value.Sequence.Dispose();
        _entries.Remove(node);
    }

    private sealed record Entry(ReadOnlyMemory<int> Tokens, int PromptLength, KvSequence Sequence);
}
