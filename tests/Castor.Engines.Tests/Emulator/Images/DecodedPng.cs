using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Castor.Engines.Tests.Emulator.Images;

/// <summary>An indexed PNG read by the book: every checksum, the inflated rows, the palette, the texts.</summary>
internal sealed class DecodedPng
{
    private readonly MemoryStream _packed = new();

    public DecodedPng(ReadOnlySpan<byte> file)
    {
        Assert.True(file.StartsWith((ReadOnlySpan<byte>)[0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]));
        for (int at = 8; at < file.Length;)
        {
            int length = BinaryPrimitives.ReadInt32BigEndian(file[at..]);
            ReadOnlySpan<byte> typed = file.Slice(at + 4, length + 4);
            Assert.Equal(Checksum(typed), BinaryPrimitives.ReadUInt32BigEndian(file[(at + 8 + length)..]));
            Types.Add(Encoding.ASCII.GetString(typed[..4]));
            Take(Types[^1], typed[4..]);
            at += 12 + length;
        }

        _packed.Position = 0;
        using var zlib = new ZLibStream(_packed, CompressionMode.Decompress);
        using var rows = new MemoryStream();
        zlib.CopyTo(rows);
        Rows = rows.ToArray();
    }

    public List<string> Types { get; } = [];

    public int Width { get; private set; }

    public int Height { get; private set; }

    public byte[] Palette { get; private set; } = [];

    public Dictionary<string, string> Texts { get; } = [];

    /// <summary>The rows as they are in the file, a filter byte before each.</summary>
    public byte[] Rows { get; }

    private void Take(string type, ReadOnlySpan<byte> content)
    {
        switch (type)
        {
            case "IHDR":
                Width = BinaryPrimitives.ReadInt32BigEndian(content);
                Height = BinaryPrimitives.ReadInt32BigEndian(content[4..]);
                Assert.Equal([8, 3, 0, 0, 0], content[8..].ToArray());
                break;
            case "PLTE":
                Palette = content.ToArray();
                break;
            case "IDAT":
                _packed.Write(content);
                break;
            case "iTXt":
                int end = content.IndexOf((byte)0);
                Texts[Encoding.Latin1.GetString(content[..end])] = Encoding.UTF8.GetString(content[(end + 5)..]);
                break;
            default:
                break;
        }
    }

    private static uint Checksum(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte b in bytes)
        {
            crc ^= b;
            for (int bit = 0; bit < 8; bit++)
            {
                crc = (crc >> 1) ^ (0xEDB88320 & (uint)-(int)(crc & 1));
            }
        }

        return ~crc;
    }
}
