namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Words with flags, found whatever their case.</summary>
/// <remarks>
/// Short words of ASCII, as most of the commonest are, are compared as one number. Not a dictionary: those of value types are compiled at
/// every start, and a comparer costs a call a word.
/// </remarks>
internal sealed class WordTable
{
    private const int FirstSlots = 64;
    private const int LongestPacked = sizeof(ulong);

    // No packed word has this bit, since ASCII has seven.
    private const ulong HashMark = 1UL << 63;

    // Fibonacci hashing: the upper bits of the product depend on all bits of the key.
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private ulong[] _keys = new ulong[FirstSlots];
    private string[] _words = new string[FirstSlots];
    private int[] _flags = new int[FirstSlots];
    private int _count;

    /// <summary>A table of words that all have the flag 1.</summary>
    /// <param name="words">The words, with blanks between them.</param>
    public static WordTable Of(string words)
    {
        var table = new WordTable();
        table.Add(words, 1);
        return table;
    }

    /// <summary>Gives flags to words, beside those that they have.</summary>
    /// <param name="words">The words, with blanks between them.</param>
    /// <param name="flags">The flags; not 0.</param>
    public void Add(string words, int flags)
    {
        foreach (string word in words.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries))
        {
            if (_count * 4 >= _keys.Length)
            {
                Grow();
            }

            ulong key = KeyOf(word);
            int slot = SlotOf(key, word);
            _count += _keys[slot] == 0 ? 1 : 0;
            _keys[slot] = key;
            _words[slot] = word;
            _flags[slot] |= flags;
        }
    }

    /// <summary>The flags of a word; 0 where the table lacks it.</summary>
    public int Find(ReadOnlySpan<char> word) => word.IsEmpty ? 0 : _flags[SlotOf(KeyOf(word), word)];

    /// <summary>Whether the table has a word.</summary>
    public bool Contains(ReadOnlySpan<char> word) => Find(word) != 0;

    /// <summary>The units of a short word in lower case, a byte each; a hash with a mark for other words.</summary>
    private static ulong KeyOf(ReadOnlySpan<char> word)
    {
        ulong packed = 0;
        if (word.Length <= LongestPacked)
        {
            foreach (char c in word)
            {
                if (!char.IsAsciiLetterOrDigit(c) && c != '\'')
                {
                    packed = 0;
                    break;
                }

                packed = (packed << 8) | (uint)(c | 0x20);
            }
        }

        return packed != 0 ? packed : HashMark | (uint)string.GetHashCode(word, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The slot of a word, or the free one where it would be.</summary>
    private int SlotOf(ulong key, ReadOnlySpan<char> word)
    {
        int slot = (int)((key * Multiplier) >> (64 - int.Log2(_keys.Length)));
        while (_keys[slot] != 0 && (_keys[slot] != key || ((key & HashMark) != 0 && !word.Equals(_words[slot], StringComparison.OrdinalIgnoreCase))))
        {
            slot = (slot + 1) & (_keys.Length - 1);
        }

        return slot;
    }

    private void Grow()
    {
        (ulong[] keys, string[] words, int[] flags) = (_keys, _words, _flags);
        _keys = new ulong[keys.Length * 2];
        _words = new string[keys.Length * 2];
        _flags = new int[keys.Length * 2];
        for (int i = 0; i < keys.Length; i++)
        {
            if (keys[i] != 0)
            {
                int slot = SlotOf(keys[i], words[i]);
                (_keys[slot], _words[slot], _flags[slot]) = (keys[i], words[i], flags[i]);
            }
        }
    }
}
