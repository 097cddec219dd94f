using System.Buffers.Binary;
using System.Runtime.InteropServices;

namespace Castor.Engines.Emulator;

/// <summary>A 64-bit hash that stays the same across processes, machines and runtimes. Not for secrets.</summary>
internal struct StableHash()
{
    private const ulong Multiplier = 0x9E3779B97F4A7C15;

    private const int Lanes = 4;
    private const int LanesFrom = 256;

    private ulong _state = 0x2545F4914F6CDD1D;

    /// <summary>The hash of all that was added.</summary>
    public readonly ulong Value => EmulatorRandom.Mix(_state);

    /// <summary>Adds a number.</summary>
    public void Add(ulong value) => _state = Next(_state, value);

    /// <summary>Adds a number.</summary>
    public void Add(int value) => Add((ulong)(uint)value);

    /// <summary>Adds bytes, with their number so that neighbours do not run together.</summary>
    public void Add(ReadOnlySpan<byte> bytes)
    {
        Add((ulong)bytes.Length);
        if (bytes.Length >= LanesFrom)
        {
            bytes = AddLanes(bytes);
        }

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

    /// <summary>Four states at once, since each step waits for the one before it; returns what is left.</summary>
    private ReadOnlySpan<byte> AddLanes(ReadOnlySpan<byte> bytes)
    {
        ulong a = _state;
        ulong b = a + Multiplier;
        ulong c = b + Multiplier;
        ulong d = c + Multiplier;
        ReadOnlySpan<ulong> words = MemoryMarshal.Cast<byte, ulong>(bytes);
        int i = 0;
        for (; i <= words.Length - Lanes; i += Lanes)
        {
            a = Next(a, LittleEndian(words[i]));
            b = Next(b, LittleEndian(words[i + 1]));
            c = Next(c, LittleEndian(words[i + 2]));
            d = Next(d, LittleEndian(words[i + 3]));
        }

        _state = a;
        Add(b);
        Add(c);
        Add(d);
        return bytes[(i * sizeof(ulong))..];
    }

    private static ulong Next(ulong state, ulong value)
    {
        ulong high = Math.BigMul(state ^ value, Multiplier, out ulong low);
        // The rotation keeps a run of zeros from fixing the state at zero.
        return ulong.RotateLeft(high ^ low, 23) + Multiplier;
    }

    private static ulong LittleEndian(ulong word) => BitConverter.IsLittleEndian ? word : BinaryPrimitives.ReverseEndianness(word);
}
