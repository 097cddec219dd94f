namespace Castor.Engines.Emulator.Tokens;

/// <summary>The kind of every UTF-16 unit, as one table of 64 KiB.</summary>
internal static class CharKinds
{
    /// <summary>The table, indexed by the unit.</summary>
    public static readonly byte[] Table = Build();

    private static byte[] Build()
    {
        byte[] table = new byte[char.MaxValue + 1];
        Set(table, '\0', '\x1F', CharKind.Control);
        Set(table, '\x7F', '\x9F', CharKind.Control);
        Set(table, 'a', 'z', CharKind.Lower);
        Set(table, 'A', 'Z', CharKind.Upper);
        Set(table, '0', '9', CharKind.Digit);
        Set(table, " \u00A0\u3000", CharKind.Space);
        Set(table, "\n\r", CharKind.Newline);
        Set(table, "([{", CharKind.OpenBracket);
        Set(table, ")]}", CharKind.CloseBracket);
        Set(table, "\"'", CharKind.Quote);
        Set(table, ",;", CharKind.Comma);
        Set(table, ":", CharKind.Colon);
        Set(table, ".!?", CharKind.Stop);
        Set(table, "-", CharKind.Dash);
        Set(table, "=", CharKind.Equal);
        Set(table, "*", CharKind.Star);
        Set(table, "#", CharKind.Hash);
        Set(table, "/\\", CharKind.Slash);
        Set(table, "<>", CharKind.Angle);
        Set(table, "_", CharKind.Underscore);
        Set(table, "`", CharKind.Backtick);
        Set(table, '\u00C0', '\u024F', CharKind.AccentedLatin);
        Set(table, "\u00D7\u00F7", CharKind.Symbol);
        Set(table, '\u0300', '\u036F', CharKind.Mark);
        Set(table, '\u0370', '\u058F', CharKind.Alphabetic);
        Set(table, '\u0590', '\u08FF', CharKind.Abjad);
        Set(table, '\u0900', '\u109F', CharKind.Indic);
        Set(table, '\u10A0', '\u10FF', CharKind.Alphabetic);
        Set(table, '\u1100', '\u11FF', CharKind.Hangul);
        Set(table, '\u1200', '\u1AFF', CharKind.Indic);
        Set(table, '\u1AB0', '\u1AFF', CharKind.Mark);
        Set(table, '\u1E00', '\u1EFF', CharKind.AccentedLatin);
        Set(table, '\u1F00', '\u1FFF', CharKind.Alphabetic);
        Set(table, '\u200B', '\u200F', CharKind.Mark);
        Set(table, '\u20D0', '\u20FF', CharKind.Mark);
        Set(table, '\u3040', '\u30FF', CharKind.Kana);
        Set(table, '\u3130', '\u318F', CharKind.Hangul);
        Set(table, '\u31F0', '\u31FF', CharKind.Kana);
        Set(table, '\u3400', '\u9FFF', CharKind.Han);
        Set(table, '\uAC00', '\uD7AF', CharKind.Hangul);
        Set(table, '\uD800', '\uDBFF', CharKind.HighSurrogate);
        Set(table, '\uDC00', '\uDFFF', CharKind.LowSurrogate);
        Set(table, '\uF900', '\uFAFF', CharKind.Han);
        Set(table, '\uFE00', '\uFE0F', CharKind.Mark);
        return table;
    }

    private static void Set(byte[] table, char first, char last, CharKind kind) => table.AsSpan(first, last - first + 1).Fill((byte)kind);

    private static void Set(byte[] table, string chars, CharKind kind)
    {
        foreach (char c in chars)
        {
            table[c] = (byte)kind;
        }
    }
}
