namespace Castor.Inference.Constraints;

/// <summary>A place among the texts that were used: which of them go on from here with which byte, and whether one ends. Immutable.</summary>
internal sealed class UsedText
{
    private readonly (byte Value, UsedText Place)[] _next;

    private UsedText((byte Value, UsedText Place)[] next, bool isEnd)
    {
        _next = next;
        IsEnd = isEnd;
    }

    /// <summary>No text at all.</summary>
    public static UsedText None { get; } = new([], isEnd: false);

    /// <summary>Whether a text that was used ends here.</summary>
    public bool IsEnd { get; }

    public ReadOnlySpan<(byte Value, UsedText Place)> Next => _next;

    /// <summary>Where a byte leads; null where no text goes on so.</summary>
    public UsedText? After(byte value)
    {
        foreach ((byte known, UsedText place) in _next)
        {
            if (known == value)
            {
                return place;
            }
        }

        return null;
    }

    /// <summary>The same with one more text.</summary>
    /// <param name="text">The bytes.</param>
    /// <param name="firstEnd">From this length on, what the text begins with counts as used.</param>
    /// <param name="hole">But for this length.</param>
    public UsedText With(ReadOnlySpan<byte> text, int firstEnd, int hole)
    {
        bool ends = IsEnd || (firstEnd <= 0 && hole != 0);
        if (text.IsEmpty)
        {
            return new UsedText(_next, ends);
        }

        byte value = text[0];
        UsedText place = (After(value) ?? None).With(text[1..], firstEnd - 1, hole - 1);
        return new UsedText([.. _next.Where(n => n.Value != value), (value, place)], ends);
    }
}
