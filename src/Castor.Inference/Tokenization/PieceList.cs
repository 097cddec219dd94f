using System.Runtime.InteropServices;
using System.Text;
using Castor.Inference.Gguf;

namespace Castor.Inference.Tokenization;

/// <summary>Many short texts as UTF-8 in one array, so that a vocabulary is two objects for the collector and not 262,144.</summary>
internal sealed class PieceList
{
    private readonly byte[] _bytes;
    private readonly int[] _ends;

    private PieceList(byte[] bytes, int[] ends)
    {
        _bytes = bytes;
        _ends = ends;
    }

    public int Count => _ends.Length;

    public ReadOnlySpan<byte> this[int index]
    {
        get
        {
            int start = index == 0 ? 0 : _ends[index - 1];
            return _bytes.AsSpan(start, _ends[index] - start);
        }
    }

    public static PieceList Of(IReadOnlyList<string> texts)
    {
        var builder = new Builder(texts.Count, texts.Sum(text => Encoding.UTF8.GetByteCount(text)));
        foreach (string text in texts)
        {
            builder.Add(Encoding.UTF8.GetBytes(text));
        }

        return builder.Build();
    }

    /// <summary>The texts under a key of a file.</summary>
    /// <exception cref="GgufException">The key is missing, or no array of texts.</exception>
    public static PieceList Read(GgufMetadata metadata, string key)
    {
        ReadOnlySpan<byte> rest = metadata.GetStringBytes(key, out int count);
        var builder = new Builder(count, rest.Length - (count * sizeof(ulong)));
        for (int i = 0; i < count; i++)
        {
            // Lengths were checked when the file was opened; the slices guard against a file that changed since.
            ReadOnlySpan<byte> text = rest[sizeof(ulong)..][..checked((int)MemoryMarshal.Read<ulong>(rest))];
            builder.Add(text);
            rest = rest[(sizeof(ulong) + text.Length)..];
        }

        return builder.Build();
    }

    /// <summary>Fills a list whose bytes are at most as many as told.</summary>
    public sealed class Builder(int count, int byteLimit)
    {
        private readonly byte[] _bytes = new byte[byteLimit];
        private readonly int[] _ends = new int[count];
        private int _count;
        private int _length;

        public void Add(ReadOnlySpan<byte> text)
        {
            text.CopyTo(_bytes.AsSpan(_length));
            _length += text.Length;
            _ends[_count++] = _length;
        }

        public PieceList Build() => new(_bytes, _ends);
    }
}
