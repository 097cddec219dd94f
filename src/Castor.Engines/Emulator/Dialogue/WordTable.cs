using System.Collections.Frozen;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Words with a value each, found whatever their case.</summary>
/// <typeparam name="TValue">The type of the values.</typeparam>
/// <remarks>Most words of a language's commonest are short and of ASCII: these are compared as one number, without a comparer.</remarks>
internal sealed class WordTable<TValue>
{
    private const int LongestPacked = sizeof(ulong);
    private const int SlotsPerWord = 4;

    // Fibonacci hashing: the upper bits of the product depend on all bits of the word.
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private readonly ulong[] _packed;
    private readonly TValue[] _values;
    private readonly int _shift;
    private readonly FrozenDictionary<string, TValue>.AlternateLookup<ReadOnlySpan<char>> _others;

    /// <summary>Makes the table.</summary>
    public WordTable(IEnumerable<KeyValuePair<string, TValue>> words)
    {
        KeyValuePair<string, TValue>[] all = [.. words];
        int bits = int.Log2(all.Length * SlotsPerWord) + 1;
        _packed = new ulong[1 << bits];
        _values = new TValue[1 << bits];
        _shift = 64 - bits;
        var others = new Dictionary<string, TValue>(StringComparer.OrdinalIgnoreCase);
        foreach ((string word, TValue value) in all)
        {
            ulong packed = Pack(word);
            if (packed == 0)
            {
                others.Add(word, value);
                continue;
            }

            int slot = Slot(packed);
            _packed[slot] = packed;
            _values[slot] = value;
        }

        _others = others.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
    }

    /// <summary>Finds the value of a word; false where the table lacks it.</summary>
    public bool TryGetValue(ReadOnlySpan<char> word, out TValue? value)
    {
        ulong packed = Pack(word);
        if (packed == 0)
        {
            return _others.TryGetValue(word, out value);
        }

        int slot = Slot(packed);
        value = _values[slot];
        return _packed[slot] == packed;
    }

    /// <summary>Whether the table has a word.</summary>
    public bool Contains(ReadOnlySpan<char> word) => TryGetValue(word, out _);

    /// <summary>The letters of a short word in lower case, a byte each; 0 for other words and for none.</summary>
    private static ulong Pack(ReadOnlySpan<char> word)
    {
        if (word.Length > LongestPacked)
        {
            return 0;
        }

        ulong packed = 0;
        foreach (char c in word)
        {
            if (!char.IsAsciiLetterOrDigit(c) && c != '\'')
            {
                return 0;
            }

            packed = (packed << 8) | (uint)(c | 0x20);
        }

        return packed;
    }

    /// <summary>The slot of a word, or the free one where it would be.</summary>
    private int Slot(ulong packed)
    {
        int slot = (int)((packed * Multiplier) >> _shift);
        while (_packed[slot] != packed && _packed[slot] != 0)
        {
            slot = (slot + 1) & (_packed.Length - 1);
        }

        return slot;
    }
}
