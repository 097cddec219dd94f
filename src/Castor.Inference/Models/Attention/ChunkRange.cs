using Castor.Inference.KvCaches;

namespace Castor.Inference.Models.Attention;

/// <summary>The positions of a chunk that an item attends to, and where one head's keys and values of them lie.</summary>
/// <param name="Sequence">Whose keys and values.</param>
/// <param name="Slot">The layer's place in the pages.</param>
/// <param name="KvHead">The head.</param>
/// <param name="Start">The chunk's first position.</param>
/// <param name="First">The first position that any query sees.</param>
/// <param name="End">One past the last.</param>
internal readonly unsafe record struct ChunkRange(KvSequence Sequence, KvSlot Slot, int KvHead, int Start, int First, int End)
{
    /// <summary>The head's keys in the page of a position.</summary>
    public byte* Keys(int position) => Sequence.PageOf(Slot.IsLocal, position) + Slot.KeyOffset + KvHead * Slot.HeadBytes;

    /// <summary>The head's values in the page of a position.</summary>
    public byte* Values(int position) => Sequence.PageOf(Slot.IsLocal, position) + Slot.ValueOffset + KvHead * Slot.HeadBytes;
}
