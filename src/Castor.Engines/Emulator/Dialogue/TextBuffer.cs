using System.Globalization;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>A growing text whose memory is kept for the next answer of the same thread.</summary>
internal sealed class TextBuffer
{
    private const int FirstSize = 2048;
    private const int KeptSize = 64 * 1024;

    [ThreadStatic]
    private static TextBuffer? s_spare;

    private char[] _chars = new char[FirstSize];

    /// <summary>The number of chars so far.</summary>
    public int Length { get; private set; }

    /// <summary>The text so far, valid until the next call.</summary>
    public ReadOnlySpan<char> Written => _chars.AsSpan(0, Length);

    /// <summary>Takes an empty buffer; give it back with <see cref="Finish"/>.</summary>
    public static TextBuffer Rent()
    {
        TextBuffer buffer = s_spare ?? new TextBuffer();
        s_spare = null;
        buffer.Length = 0;
        return buffer;
    }

    /// <summary>Returns the text and keeps the memory.</summary>
    public string Finish()
    {
        string text = new(_chars, 0, Length);
        if (_chars.Length <= KeptSize)
        {
            s_spare = this;
        }

        return text;
    }

    /// <summary>Appends a text.</summary>
    public void Append(ReadOnlySpan<char> text)
    {
        if (text.Length > _chars.Length - Length)
        {
            Grow(text.Length);
        }

        text.CopyTo(_chars.AsSpan(Length));
        Length += text.Length;
    }

    /// <summary>Appends a char.</summary>
    public void Append(char c)
    {
        if (Length == _chars.Length)
        {
            Grow(1);
        }

        _chars[Length++] = c;
    }

    /// <summary>Appends a number in digits.</summary>
    public void Append(int number)
    {
        Span<char> digits = stackalloc char[11];
        _ = number.TryFormat(digits, out int written, default, CultureInfo.InvariantCulture);
        Append(digits[..written]);
    }

    private void Grow(int more) => Array.Resize(ref _chars, Math.Max(_chars.Length * 2, Length + more));
}
