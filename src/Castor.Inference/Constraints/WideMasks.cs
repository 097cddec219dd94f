using System.Runtime.CompilerServices;

namespace Castor.Inference.Constraints;

/// <summary>The masks of wide states, kept by automaton and state; of a common automaton, such as any string's, for all grammars. For the model's own thread.</summary>
internal sealed class WideMasks(TokenTrie trie)
{
    /// <summary>States with fewer bytes that may come are walked each time.</summary>
    public const int LeastFanout = 48;

    private const long MostBytes = 64L << 20;

    private ConditionalWeakTable<ByteDfa, Dictionary<(int State, bool EndsBeforeMark), WideMask>> _masks = [];
    private long _bytes;

    /// <summary>Bits for a mask in the making.</summary>
    public ulong[] Scratch { get; } = new ulong[trie.MaskLength];

    /// <summary>The mask of a state.</summary>
    public WideMask Of(TextTerminal text, int state)
    {
        Dictionary<(int State, bool EndsBeforeMark), WideMask> known = _masks.GetValue(text.Dfa, static _ => []);
        if (known.TryGetValue((state, text.EndsBeforeMark), out WideMask? mask))
        {
            return mask;
        }

        mask = WideMask.Make(trie, text, state);
        if ((_bytes += mask.Bytes) > MostBytes)
        {
            _masks = [];
            _bytes = mask.Bytes;
            return mask;
        }

        known.Add((state, text.EndsBeforeMark), mask);
        return mask;
    }
}
