using System.Numerics;
using System.Runtime.InteropServices;

namespace Castor.Inference.Tokenization;

/// <summary>From the bytes of a piece to its place in a list: open addressing, a part of the hash beside each place, no allocation.</summary>
internal sealed class PieceTable
{
    private readonly PieceList _pieces;
    private readonly Slot[] _slots;

    /// <summary>A table of all pieces that are not empty.</summary>
    public PieceTable(PieceList pieces)
    {
        _pieces = pieces;
        _slots = new Slot[BitOperations.RoundUpToPowerOf2((uint)Math.Max(4, pieces.Count * 2))];
        for (int i = 0; i < pieces.Count; i++)
        {
            ReadOnlySpan<byte> piece = pieces[i];
            LongestPiece = Math.Max(LongestPiece, piece.Length);
            if (!piece.IsEmpty && !TryInsert(piece, i, out int first))
            {
                Duplicate ??= (first, i);
            }
        }
    }

    /// <summary>The bytes of the longest piece.</summary>
    public int LongestPiece { get; }

    /// <summary>The first two places that have the same piece.</summary>
    public (int First, int Second)? Duplicate { get; }

    /// <summary>The place of a piece, or -1.</summary>
    public int Find(ReadOnlySpan<byte> piece)
    {
        if (piece.Length > LongestPiece)
        {
            return -1;
        }

        uint hash = Hash(piece);
        for (uint i = hash; ; i++)
        {
            Slot slot = _slots[i & (uint)(_slots.Length - 1)];
            if (slot.Place == 0)
            {
                return -1;
            }

            if (slot.Hash == hash && _pieces[slot.Place - 1].SequenceEqual(piece))
            {
                return slot.Place - 1;
            }
        }
    }

    private bool TryInsert(ReadOnlySpan<byte> piece, int place, out int first)
    {
        uint hash = Hash(piece);
        for (uint i = hash; ; i++)
        {
            ref Slot slot = ref _slots[i & (uint)(_slots.Length - 1)];
            first = slot.Place - 1;
            if (first < 0)
            {
                slot = new Slot(hash, place + 1);
                return true;
            }

            if (slot.Hash == hash && _pieces[first].SequenceEqual(piece))
            {
                return false;
            }
        }
    }

    private static uint Hash(ReadOnlySpan<byte> bytes)
    {
        ulong hash = (uint)bytes.Length;
        while (bytes.Length >= sizeof(ulong))
        {
            hash = SeededHash.Mix(hash ^ MemoryMarshal.Read<ulong>(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        if (bytes.Length >= sizeof(uint))
        {
            // The two reads overlap where fewer than eight bytes are left; the length told them apart.
            hash ^= ((ulong)MemoryMarshal.Read<uint>(bytes) << 32) | MemoryMarshal.Read<uint>(bytes[^sizeof(uint)..]);
        }
        else if (!bytes.IsEmpty)
        {
            hash ^= ((ulong)bytes[0] << 16) | ((ulong)bytes[bytes.Length / 2] << 8) | bytes[^1];
        }

        return SeededHash.Fold(hash);
    }

    private readonly record struct Slot(uint Hash, int Place);
}
