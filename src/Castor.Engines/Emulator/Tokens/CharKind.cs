namespace Castor.Engines.Emulator.Tokens;

/// <summary>
/// The kinds of UTF-16 unit that the counting rule tells apart; the values index its transition table. The 32 ASCII
/// signs have a kind each, numbered from <see cref="FirstSign"/> in the order of <see cref="CharKinds.Signs"/>.
/// </summary>
internal enum CharKind : byte
{
    Symbol,
    Space,
    Newline,
    Control,
    Letter,
    Capital,
    Digit,
    AccentedLatin,
    Alphabetic,
    Abjad,
    Indic,
    Kana,
    Han,
    HanOfPair,
    Hangul,
    Mark,
    HighSurrogate,
    LowSurrogate,
    FirstSign,
}
