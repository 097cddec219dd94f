using System.Globalization;
using Castor.Engines.Emulator.Dialogue.Rules;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>Answers in just the amount that a prompt asks for.</summary>
internal static class AmountAnswer
{
    /// <summary>Writes the answer.</summary>
    public static string Write(Amount amount, Conversation conversation, string model, Phrasebook book, EmulatorRandom random)
    {
        TextBuffer text = TextBuffer.Rent();
        switch (amount.Kind)
        {
            case AmountKind.Words:
                return Words(text, amount.Number, model, book, random);
            case AmountKind.Count:
                AppendCount(text, amount);
                return text.Finish();
            case AmountKind.Items or AmountKind.Bullets:
                AppendItems(text, amount, conversation, model, book);
                return text.Finish();
            default:
                AppendSentences(text, amount, model, book, random);
                return text.Finish();
        }
    }

    private static string Words(TextBuffer source, int number, string model, Phrasebook book, EmulatorRandom random)
    {
        book.Intro.Append(source, model);
        int first = random.Next(book.Lines.Count);
        for (int i = 0; PromptWords.Count(source.Written) < number; i++)
        {
            source.Append(' ');
            book.Lines[(first + i) % book.Lines.Count].Append(source);
        }

        int end = 0;
        ReadOnlySpan<char> text = source.Written;
        for (int words = 0; end < text.Length && words < number; words++)
        {
            int space = text[(end + 1)..].IndexOf(' ');
            end = space < 0 ? text.Length : end + 1 + space;
        }

        string cut = text[..end].TrimEnd(" ,;:—").ToString();
        _ = source.Finish();
        return cut.EndsWith('.') ? cut : cut + ".";
    }

    private static void AppendCount(TextBuffer text, Amount amount)
    {
        for (int i = amount.From; i <= amount.Number; i++)
        {
            text.Append(i == amount.From ? "" : ", ");
            text.Append(i);
        }
    }

    private static void AppendItems(TextBuffer text, Amount amount, Conversation conversation, string model, Phrasebook book)
    {
        TextAnswer.AppendIntro(text, conversation, model, book);
        text.Append("\n");
        string all = amount.Number.ToString(CultureInfo.InvariantCulture);
        for (int i = 1; i <= amount.Number; i++)
        {
            text.Append('\n');
            if (amount.Kind == AmountKind.Bullets)
            {
                text.Append("* ");
            }
            else
            {
                text.Append(i);
                text.Append(". ");
            }

            book.Item.Append(text, i.ToString(CultureInfo.InvariantCulture), all);
        }
    }

    /// <summary>Sentences in one paragraph, or one to a line, or two to a paragraph.</summary>
    private static void AppendSentences(TextBuffer text, Amount amount, string model, Phrasebook book, EmulatorRandom random)
    {
        string gap = amount.Kind switch
        {
            AmountKind.Sentences => book.Gap,
            AmountKind.Lines => "\n",
            _ => "\n\n",
        };
        book.Intro.Append(text, model);
        int line = random.Next(book.Lines.Count);
        for (int i = 1; i < amount.Number; i++)
        {
            text.Append(gap);
            book.Lines[line++ % book.Lines.Count].Append(text);
            if (amount.Kind == AmountKind.Paragraphs)
            {
                text.Append(book.Gap);
                book.Lines[line++ % book.Lines.Count].Append(text);
            }
        }
    }
}
