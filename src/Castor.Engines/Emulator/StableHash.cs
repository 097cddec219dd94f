using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Castor.Engines.Emulator;

/// <summary>A 64-bit hash that stays the same across processes, machines and runtimes. Not for secrets.</summary>
internal struct StableHash()
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private ulong _state = 0x2545F4914F6CDD1D;

    /// <summary>The hash of all that was added.</summary>
    public readonly ulong Value => EmulatorRandom.Mix(_state);

    /// <summary>Adds a number.</summary>
    public void Add(ulong value)
    {
        ulong high = Math.BigMul(_state ^ value, Multiplier, out ulong low);
        // The rotation keeps a run of zeros from fixing the state at zero.
        _state = ulong.RotateLeft(high ^ low, 23) + Multiplier;
    }

    /// <summary>Adds a number.</summary>
    public void Add(int value) => Add((ulong)(uint)value);

    /// <summary>Adds bytes, with their number so that neighbours do not run together.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        while (bytes.Length >= sizeof(ulong))
        {
            Add(BinaryPrimitives.ReadUInt64LittleEndian(bytes));
            bytes = bytes[sizeof(ulong)..];
        }

        if (!bytes.IsEmpty)
        {
            Span<byte> tail = stackalloc byte[sizeof(ulong)];
            tail.Clear();
            bytes.CopyTo(tail);
            Add(BinaryPrimitives.ReadUInt64LittleEndian(tail));
        }
    }

    /// <summary>Adds text; null is told from the empty text.</summary>
    public void Add(string? text)
    {
        if (text is null)
        {
            Add(ulong.MaxValue);
            return;
        }

        Add(MemoryMarshal.AsBytes(text.AsSpan()));
    }
}
