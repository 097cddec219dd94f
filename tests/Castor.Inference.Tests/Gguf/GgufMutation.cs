using Castor.Inference.Tests.Quantization;

namespace Castor.Inference.Tests.Gguf;

/// <summary>Damages a valid file in the ways that readers have been attacked with, and in blind ones.</summary>
internal sealed class GgufMutation(byte[] file, ulong seed)
{
    /// <summary>Values that have broken readers: signs, edges of 32 and 64 bits, and factors whose product comes out small.</summary>
    private static readonly ulong[] s_odd =
    [
        0, 1, 2, 3, 4, 5, 7, 9, 12, 13, 16, 24, 31, 33, 63, 65, 128, 255, 1000, 65535, 65536, int.MaxValue, 1UL << 31, uint.MaxValue, 1UL << 32, (1UL << 32) + 1,
        1UL << 40, 1UL << 48, ulong.MaxValue / 34, (ulong.MaxValue / 34) + 1, (ulong.MaxValue / 24) + 1, (ulong.MaxValue / 18) + 1, 1UL << 59, 1UL << 60, (1UL << 60) + 1, 1UL << 61,
        (1UL << 61) + 1, 1UL << 62, (1UL << 62) + 1, (1UL << 62) + 32, long.MaxValue - 31, long.MaxValue, 1UL << 63, (1UL << 63) + 1, (1UL << 63) + 32, ulong.MaxValue - 63,
        ulong.MaxValue - 31, ulong.MaxValue - 24, ulong.MaxValue - 7, ulong.MaxValue - 1, ulong.MaxValue,
    ];

    private readonly Weights _random = new(seed);
    private readonly List<GgufField> _fields = GgufField.Of(file);
    private readonly byte[] _buffer = new byte[file.Length + 64];

    /// <summary>The number of ways in which one field can be given one odd value.</summary>
    public int SystematicCount => _fields.Count * s_odd.Length;

    /// <summary>The file with one field set to one odd value.</summary>
    public ReadOnlySpan<byte> Systematic(int index)
    {
        file.CopyTo(_buffer, 0);
        _fields[index / s_odd.Length].Write(_buffer, s_odd[index % s_odd.Length]);
        return _buffer.AsSpan(0, file.Length);
    }

    /// <summary>The file with one to four random changes.</summary>
    public ReadOnlySpan<byte> Next()
    {
        file.CopyTo(_buffer, 0);
        int length = file.Length;
        for (int changes = 1 + Pick(4); changes > 0; changes--)
        {
            length = Change(length);
        }

        return _buffer.AsSpan(0, length);
    }

    private int Change(int length)
    {
        if (length == 0)
        {
            return 0;
        }

        switch (Pick(10))
        {
            case 0 or 1 or 2 or 3:
                SetField(length, s_odd[Pick(s_odd.Length)]);
                return length;
            case 4 or 5:
                SetField(length, Near(length));
                return length;
            case 6:
                _buffer[Pick(length)] ^= (byte)(1 << Pick(8));
                return length;
            case 7:
                _buffer[Pick(length)] = (byte)_random.Bits();
                return length;
            case 8:
                int from = Pick(length);
                int count = Pick(Math.Min(32, length - from)) + 1;
                _buffer.AsSpan(from, count).CopyTo(_buffer.AsSpan(Pick(length - count + 1)));
                return length;
            default:
                return Pick(3) == 0 ? Math.Min(length + Pick(64), _buffer.Length) : Pick(length);
        }
    }

    /// <summary>A value near what is right, or near the end of the file.</summary>
    private ulong Near(int length) => Pick(3) switch
    {
        0 => (ulong)(length + Pick(17) - 8),
        1 => (ulong)Pick(length),
        _ => (ulong)Pick(64),
    };

    private void SetField(int length, ulong value)
    {
        GgufField field = _fields[Pick(_fields.Count)];
        if (field.At + field.Size <= length)
        {
            field.Write(_buffer, value);
        }
    }

    private int Pick(int count) => (int)(_random.Bits() % (ulong)count);
}
