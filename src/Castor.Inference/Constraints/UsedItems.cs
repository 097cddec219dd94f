using System.Buffers;

namespace Castor.Inference.Constraints;

/// <summary>The items that an array has so far, where no two may be equal: texts, and numbers with all zeros that may follow them. Immutable, but for what is found out once.</summary>
internal sealed class UsedItems
{
    private const int MostDigits = 17;
    private const int MostLooked = 20_000;

    private readonly TextTerminal[] _kinds;
    private bool? _hasUnused;

    private UsedItems(TextTerminal[] kinds, UsedText root, bool isOpen)
    {
        _kinds = kinds;
        Root = root;
        IsOpen = isOpen;
    }

    /// <summary>Where the texts begin.</summary>
    public UsedText Root { get; }

    /// <summary>Whether one more item was used, of which is not known which it is.</summary>
    public bool IsOpen { get; }

    /// <summary>Whether there is an item that is not used.</summary>
    public bool HasUnused => _hasUnused ??= FindWays(IsOpen ? 2 : 1);

    /// <summary>No items yet.</summary>
    /// <param name="kinds">What an item may be.</param>
    public static UsedItems None(TextTerminal[] kinds) => new(kinds, UsedText.None, isOpen: false);

    /// <summary>The same with one more item.</summary>
    public UsedItems With(ReadOnlySpan<byte> item) => new(_kinds, Add(Root, item), IsOpen);

    /// <summary>The same with one more item of which is not known which it is.</summary>
    public UsedItems Open() => new(_kinds, Root, isOpen: true);

    /// <summary>How many items are not used, up to a number.</summary>
    public int CountUnused(int most)
    {
        UsedText used = Root;
        for (int count = 0; count < most; count++)
        {
            if (FindUnused(used) is not { } item)
            {
                return count;
            }

            used = Add(used, item);
        }

        return most;
    }

    /// <summary>Whether a text that is begun, and is the beginning of used ones, may come to an end that is not.</summary>
    public static bool CanGoOn(TextTerminal text, int state, int count, UsedText used) => Ways(text, state, count, used, most: 1) > 0;

    /// <summary>The same where any one more may be used.</summary>
    public static bool HasRoom(TextTerminal text, int state, int count, UsedText? used) => Ways(text, state, count, used ?? UsedText.None, most: 2) > 1;

    // At a glance where one kind has enough of them, else one by one, since kinds may have items in common.
    private bool FindWays(int most) => Array.Exists(
        _kinds, k => (k.CanEnd(k.Dfa.Start, 0) && !Root.IsEnd ? 1 : 0) + (k.CanGoOn(k.Dfa.Start, 0) ? Ways(k, k.Dfa.Start, 0, Root, most) : 0) >= most)
        || (most > 1 && CountUnused(most) == most);

    // Different bytes lead to different items, of numbers too.
    private static int Ways(TextTerminal text, int state, int count, UsedText used, int most)
    {
        int ways = 0;
        for (int value = 0; value < 256 && ways < most; value++)
        {
            int then = count;
            int next = text.Next(state, ref then, (byte)value);
            if (next >= 0)
            {
                ways += used.After((byte)value) is not { } place || (text.CanEnd(next, then) && !place.IsEnd) ? 1
                    : text.CanGoOn(next, then) ? Ways(text, next, text.Clip(then), place, most - ways) : 0;
            }
        }

        return ways;
    }

    // 1.5 is 1.50, and 1 is 1.0.
    private static UsedText Add(UsedText used, ReadOnlySpan<byte> item)
    {
        if (item.IsEmpty || item.ContainsAnyExcept("-.0123456789"u8))
        {
            return used.With(item, item.Length, hole: -1);
        }

        int point = item.IndexOf((byte)'.');
        ReadOnlySpan<byte> number = point < 0 ? item : item.TrimEnd((byte)'0').TrimEnd((byte)'.');
        byte[] longest = new byte[number.Length + MostDigits + 2];
        longest.AsSpan().Fill((byte)'0');
        number.CopyTo(longest);
        bool isWhole = !number.Contains((byte)'.');
        if (isWhole)
        {
            longest[number.Length] = (byte)'.';
        }

        return used.With(longest, number.Length, isWhole ? number.Length + 1 : -1);
    }

    // The shortest.
    private byte[]? FindUnused(UsedText used)
    {
        var open = new Queue<(int Kind, int State, int Count, UsedText? Place, int Step)>();
        var seen = new HashSet<(int Kind, int State, int Count, UsedText? Place)>();
        List<(int Before, byte Value)> steps = [];
        for (int kind = 0; kind < _kinds.Length; kind++)
        {
            if (_kinds[kind].CanEnd(_kinds[kind].Dfa.Start, 0) && !used.IsEnd)
            {
                return [];
            }

            open.Enqueue((kind, _kinds[kind].Dfa.Start, 0, used, -1));
        }

        while (open.TryDequeue(out (int Kind, int State, int Count, UsedText? Place, int Step) at) && seen.Count < MostLooked)
        {
            TextTerminal text = _kinds[at.Kind];
            for (int value = 0; value < 256; value++)
            {
                int count = at.Count;
                int next = text.Next(at.State, ref count, (byte)value);
                UsedText? place = at.Place?.After((byte)value);
                if (next < 0 || !seen.Add((at.Kind, next, text.Clip(count), place)))
                {
                    continue;
                }

                steps.Add((at.Step, (byte)value));
                if (text.CanEnd(next, count) && place is not { IsEnd: true })
                {
                    return TextOf(steps);
                }

                if (text.CanGoOn(next, count))
                {
                    open.Enqueue((at.Kind, next, text.Clip(count), place, steps.Count - 1));
                }
            }
        }

        return null;
    }

    private static byte[] TextOf(List<(int Before, byte Value)> steps)
    {
        var text = new ArrayBufferWriter<byte>();
        for (int step = steps.Count - 1; step >= 0; step = steps[step].Before)
        {
            text.Write([steps[step].Value]);
        }

        byte[] bytes = text.WrittenSpan.ToArray();
        Array.Reverse(bytes);
        return bytes;
    }
}
