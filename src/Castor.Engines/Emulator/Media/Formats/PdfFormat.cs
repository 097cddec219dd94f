using System.Buffers;
using System.IO.Compression;

namespace Castor.Engines.Emulator.Media.Formats;

/// <summary>
/// PDF: the pages told by the linearisation dictionary or the page tree, checked against the page objects found, also
/// inside compressed object streams. No parser: names are sought in the bytes.
/// </summary>
internal static class PdfFormat
{
    private const int HeaderWindow = 1024;
    private const int DictionaryWindow = 4096;
    private const int MaxInflated = 32 * 1024 * 1024;
    private const int LeastPageBytes = 16;
    private const int MaxTreeNodes = 4096;
    private const int MaxObjectStreams = 4096;

    public static MediaFacts? Read(ReadOnlySpan<byte> data)
    {
        if (data.Part(0, HeaderWindow).IndexOf("%PDF-"u8) < 0)
        {
            return null;
        }

        int linearised = Linearised(data.Part(0, HeaderWindow));
        int pages = linearised > 0 ? Plausible(linearised, data) : CountPages(data);
        return new MediaFacts { Kind = MediaKind.Document, Format = "PDF", Pages = Math.Max(1, pages) };
    }

    private static int Linearised(ReadOnlySpan<byte> head)
    {
        int at = head.IndexOf("/Linearized"u8);
        if (at < 0)
        {
            return 0;
        }

        ReadOnlySpan<byte> dictionary = head[at..];
        int end = dictionary.IndexOf(">>"u8);
        return NumberAfter(end < 0 ? dictionary : dictionary[..end], "/N"u8);
    }

    /// <summary>A count that no page object bears out: as many pages as the file can hold.</summary>
    private static int Plausible(int pages, ReadOnlySpan<byte> data) => Math.Min(pages, data.Length / LeastPageBytes);

    private static int CountPages(ReadOnlySpan<byte> data)
    {
        int pages = 0;
        int told = 0;
        int nodes = 0;
        int streams = 0;
        int inflatable = MaxInflated;
        for (int at = 0; TryType(data, ref at, out ReadOnlySpan<byte> name);)
        {
            if (name.SequenceEqual("Page"u8))
            {
                pages++;
            }
            else if (name.SequenceEqual("Pages"u8) && nodes++ < MaxTreeNodes)
            {
                told = Math.Max(told, NumberAfter(Around(data, at), "/Count"u8));
            }
            else if (name.SequenceEqual("ObjStm"u8) && streams++ < MaxObjectStreams && inflatable > 0)
            {
                ScanObjects(data, ref at, ref pages, ref told, ref inflatable);
            }
        }

        // Objects of earlier revisions stay in the file, so the tree's count is the better where both are known.
        return pages == 0 ? Plausible(told, data) : told == 0 ? pages : Math.Min(pages, told);
    }

    private static void ScanObjects(ReadOnlySpan<byte> data, ref int at, ref int pages, ref int told, ref int inflatable)
    {
        ReadOnlySpan<byte> rest = data[at..];
        int begin = rest.Part(0, DictionaryWindow).IndexOf("stream"u8);
        if (begin < 0)
        {
            return;
        }

        begin += "stream".Length;
        begin += rest.U8(begin) == '\r' ? 1 : 0;
        begin += rest.U8(begin) == '\n' ? 1 : 0;
        int length = rest[begin..].IndexOf("endstream"u8);
        ReadOnlySpan<byte> packed = length < 0 ? rest[begin..] : rest.Slice(begin, length);
        at += begin + packed.Length;

        byte[] objects = ArrayPool<byte>.Shared.Rent(Math.Min(inflatable, 4 * 1024 * 1024));
        int count = Inflate(packed, objects.AsSpan(0, Math.Min(objects.Length, inflatable)));
        inflatable -= count;
        int inner = 0;
        int nodes = 0;
        ReadOnlySpan<byte> text = objects.AsSpan(0, count);
        while (TryType(text, ref inner, out ReadOnlySpan<byte> name))
        {
            pages += name.SequenceEqual("Page"u8) ? 1 : 0;
            bool isNode = name.SequenceEqual("Pages"u8) && nodes++ < MaxTreeNodes;
            told = isNode ? Math.Max(told, NumberAfter(Around(text, inner), "/Count"u8)) : told;
        }

        ArrayPool<byte>.Shared.Return(objects);
    }

    private static int Inflate(ReadOnlySpan<byte> packed, Span<byte> output)
    {
        using var source = new MemoryStream(packed.ToArray(), writable: false);
        using var stream = new ZLibStream(source, CompressionMode.Decompress);
        int count = 0;
        try
        {
            while (count < output.Length && stream.Read(output[count..]) is > 0 and int read)
            {
                count += read;
            }
        }
        catch (InvalidDataException)
        {
            // Encrypted or damaged: what came before counts.
        }

        return count;
    }

    /// <summary>Finds the next <c>/Type /Name</c>; the index is left behind the name.</summary>
    private static bool TryType(ReadOnlySpan<byte> data, ref int at, out ReadOnlySpan<byte> name)
    {
        name = [];
        int found = data[at..].IndexOf("/Type"u8);
        if (found < 0)
        {
            return false;
        }

        at += found + "/Type".Length;
        int start = at;
        while (IsBlank(data.U8(start)) && start < data.Length)
        {
            start++;
        }

        if (data.U8(start) == '/')
        {
            int end = start + 1;
            while (char.IsAsciiLetterOrDigit((char)data.U8(end)))
            {
                end++;
            }

            name = data[(start + 1)..end];
            at = end;
        }

        return true;
    }

    /// <summary>The dictionary around an index, as far as it is sure to be the same one.</summary>
    private static ReadOnlySpan<byte> Around(ReadOnlySpan<byte> data, int at)
    {
        int from = Math.Max(0, at - DictionaryWindow);
        int open = data[from..at].LastIndexOf("<<"u8);
        ReadOnlySpan<byte> tail = data[(open < 0 ? from : from + open)..];
        int within = at - (open < 0 ? from : from + open);
        int close = tail.Part(within, DictionaryWindow).IndexOf(">>"u8);
        return close < 0 ? tail.Part(0, within + DictionaryWindow) : tail[..(within + close)];
    }

    private static int NumberAfter(ReadOnlySpan<byte> text, ReadOnlySpan<byte> key)
    {
        for (int at = 0; ;)
        {
            int found = text[at..].IndexOf(key);
            if (found < 0)
            {
                return 0;
            }

            at += found + key.Length;
            int start = at;
            while (IsBlank(text.U8(start)) && start < text.Length)
            {
                start++;
            }

            int number = 0;
            int digits = 0;
            for (; char.IsAsciiDigit((char)text.U8(start + digits)) && digits < 8; digits++)
            {
                number = (number * 10) + text[start + digits] - '0';
            }

            if (digits > 0)
            {
                return number;
            }
        }
    }

    private static bool IsBlank(int b) => b is ' ' or '\r' or '\n' or '\t' or '\f' or 0;
}
