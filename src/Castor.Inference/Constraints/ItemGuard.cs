namespace Castor.Inference.Constraints;

/// <summary>What an item has so far, where it must equal none of those before it.</summary>
/// <param name="used">Those before it.</param>
/// <param name="place">Where it is among their texts; null where it is none of them any more.</param>
/// <param name="before">The same, one byte before.</param>
/// <param name="value">The last byte.</param>
internal sealed class ItemGuard(UsedItems used, UsedText? place, ItemGuard? before, byte value)
{
    private readonly int _length = before is null ? 0 : before._length + 1;

    public UsedItems Used { get; } = used;

    public UsedText? Place { get; } = place;

    private ItemGuard? Before { get; } = before;

    private byte Value { get; } = value;

    /// <summary>The guard after one more byte.</summary>
    public ItemGuard Follow(byte value) => new(Used, Place?.After(value), this, value);

    /// <summary>All items, with this one.</summary>
    public UsedItems WithThis()
    {
        byte[] text = new byte[_length];
        for (ItemGuard guard = this; guard.Before is { } before; guard = before)
        {
            text[guard._length - 1] = guard.Value;
        }

        return Used.With(text);
    }
}
