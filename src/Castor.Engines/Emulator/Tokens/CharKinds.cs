namespace Castor.Engines.Emulator.Tokens;

/// <summary>The kind of every UTF-16 unit, as one table of 64 KiB.</summary>
internal static class CharKinds
{
    /// <summary>The ASCII signs, each a kind of its own.</summary>
    public const string Signs = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";

    /// <summary>The table, indexed by the unit.</summary>
    public static readonly byte[] Table = Build();

    private static byte[] Build()
    {
        byte[] table = new byte[char.MaxValue + 1];
        SetAscii(table);
        Set(table, '\x7F', '\x9F', CharKind.Control);
        table['\u00A0'] = (byte)CharKind.Space;
        Set(table, '\u00C0', '\u024F', CharKind.AccentedLatin);
        table['\u00D7'] = table['\u00F7'] = (byte)CharKind.Symbol;
        Set(table, '\u0300', '\u036F', CharKind.Mark);
        Set(table, '\u0370', '\u058F', CharKind.Alphabetic);
        Set(table, '\u0590', '\u08FF', CharKind.Abjad);
        Set(table, '\u0900', '\u109F', CharKind.Indic);
        Set(table, '\u10A0', '\u10FF', CharKind.Alphabetic);
        Set(table, '\u1100', '\u11FF', CharKind.Hangul);
        Set(table, '\u1200', '\u1AAF', CharKind.Indic);
        Set(table, '\u1AB0', '\u1AFF', CharKind.Mark);
        Set(table, '\u1E00', '\u1EFF', CharKind.AccentedLatin);
        Set(table, '\u1F00', '\u1FFF', CharKind.Alphabetic);
        Set(table, '\u200B', '\u200F', CharKind.Mark);
        Set(table, '\u20D0', '\u20FF', CharKind.Mark);
        table['\u3000'] = (byte)CharKind.Space;
        Set(table, '\u3041', '\u30FF', CharKind.Kana);
        Set(table, '\u3130', '\u318F', CharKind.Hangul);
        Set(table, '\u31F0', '\u31FF', CharKind.Kana);
        SetHan(table, '\u3400', '\u9FFF');
        Set(table, '\uAC00', '\uD7AF', CharKind.Hangul);
        Set(table, '\uD800', '\uDBFF', CharKind.HighSurrogate);
        Set(table, '\uDC00', '\uDFFF', CharKind.LowSurrogate);
        SetHan(table, '\uF900', '\uFAFF');
        Set(table, '\uFE00', '\uFE0F', CharKind.Mark);
        return table;
    }

    private static void SetAscii(byte[] table)
    {
        Set(table, '\0', '\x1F', CharKind.Control);
        table['\n'] = table['\r'] = (byte)CharKind.Newline;
        table[' '] = (byte)CharKind.Space;
        Set(table, 'a', 'z', CharKind.Letter);
        Set(table, 'A', 'Z', CharKind.Capital);
        Set(table, '0', '9', CharKind.Digit);
        for (int i = 0; i < Signs.Length; i++)
        {
            table[Signs[i]] = (byte)((int)CharKind.FirstSign + i);
        }
    }

    /// <summary>Three in five Han characters take the next one into their token: about 1.6 characters a token.</summary>
    private static void SetHan(byte[] table, char first, char last)
    {
        for (int c = first; c <= last; c++)
        {
            table[c] = (byte)(c % 5 < 3 ? CharKind.HanOfPair : CharKind.Han);
        }
    }

    private static void Set(byte[] table, char first, char last, CharKind kind) => table.AsSpan(first, last - first + 1).Fill((byte)kind);
}
