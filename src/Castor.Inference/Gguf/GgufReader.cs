using System.Runtime.InteropServices;
using System.Text;
using System.Text.Unicode;

namespace Castor.Inference.Gguf;

/// <summary>Reads little-endian fields one after another; nothing is taken that the file does not hold.</summary>
/// <remarks>The field under way is named by the caller in <see cref="Field"/>, so that every error can tell it.</remarks>
internal sealed unsafe class GgufReader(GgufMemory memory)
{
    /// <summary>ggml allows 1 GiB; a quarter of it is still 1,000 times the longest chat template.</summary>
    private const long LongestString = 1L << 28;
    private const int LongestQuote = 80;

    private readonly byte* _start = memory.Start;
    private readonly long _length = memory.Length;

    /// <summary>What is being read, for errors.</summary>
    public string Field { get; set; } = "header";

    public long Position { get; private set; }

    public long Remaining => _length - Position;

    /// <summary>A name out of a file as an error may show it: short, and without anything that a terminal would obey.</summary>
    public static string Quote(string name)
    {
        ReadOnlySpan<char> shown = name.AsSpan(0, Math.Min(name.Length, LongestQuote));
        var quoted = new StringBuilder(shown.Length + 5).Append('\'');
        foreach (char c in shown)
        {
            quoted.Append(char.IsControl(c) || char.IsSurrogate(c) ? '?' : c);
        }

        return quoted.Append(shown.Length < name.Length ? "...'" : "'").ToString();
    }

    public GgufException Error(string what, long at) => new($"{memory.Path}: {Field}: {what} at byte {at}.");

    public T Read<T>()
        where T : unmanaged
    {
        long at = Advance(sizeof(T));
        return MemoryMarshal.Read<T>(new ReadOnlySpan<byte>(_start + at, sizeof(T)));
    }

    /// <summary>A count of things that each take at least so many bytes of the rest of the file.</summary>
    public long ReadCount(string things, int bytesEach)
    {
        long at = Position;
        ulong count = Read<ulong>();
        return count <= (ulong)(Remaining / bytesEach)
            ? (long)count
            : throw Error($"{count} {things} cannot be in the {Remaining} bytes that are left, told", at);
    }

    public string ReadString(string what, int longest)
    {
        long at = Position;
        ReadOnlySpan<byte> bytes = ReadStringBytes();
        if (bytes.Length > longest)
        {
            throw Error($"{what} has {bytes.Length} bytes, and {longest} is the most,", at);
        }

        return Utf8.IsValid(bytes) ? Encoding.UTF8.GetString(bytes) : throw Error($"{what} is not UTF-8", at);
    }

    /// <summary>The bytes of a string, behind its length.</summary>
    public ReadOnlySpan<byte> ReadStringBytes()
    {
        long at = Position;
        ulong length = Read<ulong>();
        if (length > (ulong)Remaining || length > LongestString)
        {
            throw Error($"a string of {length} bytes, where {Remaining} are left and {LongestString} is the most,", at);
        }

        return new ReadOnlySpan<byte>(_start + Advance((long)length), (int)length);
    }

    /// <summary>Skips bytes that are there and answers where they begin.</summary>
    public long Advance(long count)
    {
        long at = Position;
        if (count > Remaining)
        {
            throw Error($"{count} bytes are needed and {Remaining} are left", at);
        }

        Position = at + count;
        return at;
    }

    public ReadOnlySpan<byte> Bytes(long at, int count) => new(_start + at, count);
}
