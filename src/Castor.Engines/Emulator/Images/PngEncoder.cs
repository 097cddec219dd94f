using System.Buffers.Binary;
using System.IO.Compression;
using System.Text;

namespace Castor.Engines.Emulator.Images;

/// <summary>Writes an indexed PNG row by row: no more of it than one row is held beside the compressed bytes.</summary>
internal sealed class PngEncoder : IDisposable
{
    private const byte BitDepth = 8;
    private const byte IndexedColour = 3;
    private const int FirstGuess = 64 * 1024;

    private readonly MemoryStream _output = new(FirstGuess);
    private readonly MemoryStream _packed = new(FirstGuess);
    private readonly ZLibStream _zlib;

    public PngEncoder(ImageSize size, IReadOnlyList<Rgb> palette)
    {
        _zlib = new ZLibStream(_packed, CompressionLevel.Fastest, leaveOpen: true);
        _output.Write([0x89, 0x50, 0x4E, 0x47, 0x0D, 0x0A, 0x1A, 0x0A]);
        Span<byte> header = stackalloc byte[13];
        BinaryPrimitives.WriteInt32BigEndian(header, size.Width);
        BinaryPrimitives.WriteInt32BigEndian(header[4..], size.Height);
        header[8] = BitDepth;
        header[9] = IndexedColour;
        header[10..].Clear();
        Write("IHDR"u8, header);

        byte[] colours = new byte[palette.Count * 3];
        for (int i = 0; i < palette.Count; i++)
        {
            (colours[3 * i], colours[(3 * i) + 1], colours[(3 * i) + 2]) = palette[i];
        }

        Write("PLTE"u8, colours);
    }

    /// <summary>Adds a text that image viewers and tests can read.</summary>
    public void AddText(string keyword, string text)
    {
        // iTXt: keyword, no compression, no language, no translated keyword, then UTF-8.
        byte[] content = [.. Encoding.Latin1.GetBytes(keyword), 0, 0, 0, 0, 0, .. Encoding.UTF8.GetBytes(text)];
        Write("iTXt"u8, content);
    }

    /// <summary>Adds the next row of palette indexes. The first byte is the filter of the row, which is none.</summary>
    public void AddRow(ReadOnlySpan<byte> filterAndRow) => _zlib.Write(filterAndRow);

    /// <summary>Ends the image.</summary>
    public ReadOnlyMemory<byte> Finish()
    {
        _zlib.Dispose();
        Write("IDAT"u8, _packed.GetBuffer().AsSpan(0, (int)_packed.Length));
        Write("IEND"u8, []);
        return _output.GetBuffer().AsMemory(0, (int)_output.Length);
    }

    public void Dispose()
    {
        _zlib.Dispose();
        _packed.Dispose();
        _output.Dispose();
    }

    private void Write(ReadOnlySpan<byte> type, ReadOnlySpan<byte> content)
    {
        Span<byte> number = stackalloc byte[4];
        BinaryPrimitives.WriteInt32BigEndian(number, content.Length);
        _output.Write(number);
        _output.Write(type);
        _output.Write(content);
        BinaryPrimitives.WriteUInt32BigEndian(number, Crc32.Of(type, content));
        _output.Write(number);
    }
}
