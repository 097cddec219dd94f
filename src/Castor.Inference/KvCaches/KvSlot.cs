namespace Castor.Inference.KvCaches;

/// <summary>A layer's place in a page: the keys of all its heads, then their values.</summary>
/// <param name="Format">How a head's keys and values lie in it.</param>
/// <param name="IsLocal">Whether it is in the pages of the layers with a window.</param>
/// <param name="KeyOffset">The first byte of the keys.</param>
/// <param name="ValueOffset">The first byte of the values.</param>
/// <param name="HeadCount">Heads of keys and values.</param>
/// <param name="HeadDim">The length of a head.</param>
internal readonly record struct KvSlot(KvFormat Format, bool IsLocal, long KeyOffset, long ValueOffset, int HeadCount, int HeadDim)
{
    /// <summary>The bytes of one head's keys, or values, in a page.</summary>
    public long HeadBytes => Format.HeadBytes(HeadDim);
}
