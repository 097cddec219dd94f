using System.Globalization;
using Castor.Engines.Emulator.Media;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>The emulator's own text: what it is, what it was told, and a few sentences that the seed picks.</summary>
internal static class TextAnswer
{
    private const int PromptQuote = 240;
    private const int HistoryQuote = 120;
    private const int OutputQuote = 600;
    private const int LinesPicked = 4;

    /// <summary>Writes the default answer to a conversation.</summary>
    public static string Write(Conversation conversation, AnswerNotes notes, string model, Phrasebook book, EmulatorRandom random)
    {
        TextBuffer text = TextBuffer.Rent();
        AppendIntro(text, conversation, model, book);
        int context = text.Length;
        AppendContext(text, conversation, book);
        AppendNotes(text, context, notes, book);
        text.Append("\n\n");
        AppendLines(text, book, random);
        return text.Finish();
    }

    /// <summary>Appends the line that says what answers, and to what.</summary>
    public static void AppendIntro(TextBuffer text, Conversation conversation, string model, Phrasebook book)
    {
        book.Intro.Append(text, model);
        if (conversation.Said.Length > 0)
        {
            text.Append(book.Gap);
            book.Wrote.AppendQuoting(text, PromptQuote, conversation.Said);
        }
    }

    /// <summary>Appends sentences that the random source picks, and the reference that no other answer has.</summary>
    public static void AppendLines(TextBuffer text, Phrasebook book, EmulatorRandom random)
    {
        Span<int> order = stackalloc int[book.Lines.Count];
        for (int i = 0; i < order.Length; i++)
        {
            order[i] = i;
        }

        for (int i = 0; i < LinesPicked; i++)
        {
            int pick = i + random.Next(order.Length - i);
            (order[i], order[pick]) = (order[pick], order[i]);
            book.Lines[order[i]].Append(text);
            text.Append(book.Gap);
        }

        Span<char> reference = stackalloc char[8];
        _ = ((uint)random.NextUInt64()).TryFormat(reference, out _, "x8", CultureInfo.InvariantCulture);
        book.Reference.Append(text, reference);
    }

    private static void AppendContext(TextBuffer text, Conversation conversation, Phrasebook book)
    {
        int start = text.Length;
        if (conversation.System.Length > 0)
        {
            Separate(text, start, book);
            book.System.AppendQuoting(text, PromptQuote, conversation.System);
        }

        if (conversation.Opening is { } opening)
        {
            Separate(text, start, book);
            Span<char> turn = stackalloc char[11];
            _ = conversation.Turn.TryFormat(turn, out int digits, default, CultureInfo.InvariantCulture);
            book.Turn.AppendQuoting(text, HistoryQuote, turn[..digits], opening);
        }

        if (conversation.Before is { } before)
        {
            Separate(text, start, book);
            book.Earlier.AppendQuoting(text, HistoryQuote, before);
        }

        AppendMedia(text, start, conversation.LastParts, book);
        AppendResults(text, start, conversation.LastParts, book);
    }

    private static void AppendNotes(TextBuffer text, int start, AnswerNotes notes, Phrasebook book)
    {
        if (notes.CodeOutput is { } output)
        {
            Separate(text, start, book);
            book.Code.AppendQuoting(text, OutputQuote, output);
        }

        if (notes.IsGrounded)
        {
            Separate(text, start, book);
            book.Search.Append(text);
        }

        for (int i = 0; i < (notes.Urls?.Count ?? 0); i++)
        {
            Separate(text, start, book);
            book.Url.Append(text, notes.Urls![i]);
        }

        if (notes.HasImage)
        {
            Separate(text, start, book);
            book.Image.Append(text);
        }
    }

    private static void AppendMedia(TextBuffer text, int start, IReadOnlyList<Part> parts, Phrasebook book)
    {
        string? media = null;
        for (int i = 0; i < parts.Count; i++)
        {
            string? seen = parts[i].InlineData is { } blob ? Describe(blob) : parts[i].FileData is { } file ? $"{file.FileUri} ({file.MimeType})" : null;
            media = media is null ? seen : seen is null ? media : media + ", " + seen;
        }

        if (media is not null)
        {
            Separate(text, start, book);
            book.Media.Append(text, media);
        }
    }

    private static string Describe(Blob blob)
    {
        string type = blob.MimeType ?? "application/octet-stream";
        return MediaFacts.TryRead(blob.Data.GetValueOrDefault().Span, type, out MediaFacts facts) ? $"{type} ({facts.Describe()})" : type;
    }

    private static void AppendResults(TextBuffer text, int start, IReadOnlyList<Part> parts, Phrasebook book)
    {
        for (int i = 0; i < parts.Count; i++)
        {
            if (parts[i].FunctionResponse is { } response)
            {
                Separate(text, start, book);
                TextBuffer values = TextBuffer.Rent();
                ResultText.Append(values, response.Response);
                book.Result.Append(text, response.Name, values.Finish());
            }
        }
    }

    private static void Separate(TextBuffer text, int start, Phrasebook book) => text.Append(text.Length == start ? "\n\n" : book.Gap);
}
