using System.Globalization;
using System.Text;

namespace Castor.Cli.Chat;

/// <summary>A message that is being typed, and where the cursor stands in it. It moves by what a reader takes for one character.</summary>
internal sealed class LineBuffer
{
    private readonly StringBuilder _text = new();

    /// <summary>What was typed.</summary>
    public string Text => _text.ToString();

    /// <summary>How many code units stand before the cursor.</summary>
    public int Cursor { get; private set; }

    /// <summary>Puts something at the cursor.</summary>
    public void Insert(string text)
    {
        _text.Insert(Cursor, text);
        Cursor += text.Length;
    }

    /// <summary>Takes another text, with the cursor behind it.</summary>
    public void Replace(string text)
    {
        _text.Clear().Append(text);
        Cursor = text.Length;
    }

    public void Left() => Cursor = Before(Cursor);

    public void Right() => Cursor = After(Cursor);

    /// <summary>To the beginning of the line.</summary>
    public void Home() => Cursor = LineStart();

    /// <summary>To the end of the line.</summary>
    public void End() => Cursor = LineEnd();

    /// <summary>To the beginning of the word before the cursor.</summary>
    public void WordLeft() => Cursor = WordStart();

    /// <summary>To the end of the word behind the cursor.</summary>
    public void WordRight()
    {
        int at = Cursor;
        while (at < _text.Length && char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        while (at < _text.Length && !char.IsWhiteSpace(_text[at]))
        {
            at++;
        }

        Cursor = at;
    }

    /// <summary>Takes away the character before the cursor.</summary>
    public void Backspace() => Remove(Before(Cursor), Cursor);

    /// <summary>Takes away the character behind the cursor.</summary>
    public void Delete() => Remove(Cursor, After(Cursor));

    /// <summary>Takes away the word before the cursor.</summary>
    public void DeleteWord() => Remove(WordStart(), Cursor);

    /// <summary>Takes away what stands before the cursor in its line.</summary>
    public void DeleteToStart() => Remove(LineStart(), Cursor);

    /// <summary>Takes away what stands behind the cursor in its line.</summary>
    public void DeleteToEnd() => Remove(Cursor, LineEnd());

    private int Before(int at) => StringInfo.ParseCombiningCharacters(Text).LastOrDefault(start => start < at);

    private int After(int at) => at < _text.Length ? at + StringInfo.GetNextTextElementLength(Text, at) : at;

    private int LineStart()
    {
        int at = Cursor;
        while (at > 0 && _text[at - 1] != '\n')
        {
            at--;
        }

        return at;
    }

    private int LineEnd()
    {
        int at = Cursor;
        while (at < _text.Length && _text[at] != '\n')
        {
            at++;
        }

        return at;
    }

    private int WordStart()
    {
        int at = Cursor;
        while (at > 0 && char.IsWhiteSpace(_text[at - 1]))
        {
            at--;
        }

        while (at > 0 && !char.IsWhiteSpace(_text[at - 1]))
        {
            at--;
        }

        return at;
    }

    private void Remove(int from, int to)
    {
        _text.Remove(from, to - from);
        Cursor = from;
    }
}
