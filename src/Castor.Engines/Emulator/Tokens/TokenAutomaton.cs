namespace Castor.Engines.Emulator.Tokens;

/// <summary>
/// The counting rule as a finite automaton over <see cref="CharKind"/>: a state is the token so far, and a unit either
/// continues it or starts the next one. Built once from the rule's few numbers.
/// </summary>
internal sealed class TokenAutomaton
{
    /// <summary>The width of a row: states are kept multiplied by it.</summary>
    public const int KindBits = 5;

    private const int WordPiece = 11;
    private const int BarePiece = 7;
    private const int CapsPiece = 4;
    private const int AccentedPiece = 5;
    private const int AlphabeticPiece = 5;
    private const int AbjadPiece = 3;
    private const int IndicPiece = 3;
    private const int KanaPiece = 2;
    private const int HanPiece = 2;
    private const int HangulPiece = 2;
    private const int PunctuationPiece = 4;
    private const int BlankPiece = 16;

    private readonly Dictionary<(Track Track, int Length), int> _numbers = [];
    private readonly List<(Track Track, int Length)> _states = [];
    private readonly List<ushort> _next = [];
    private readonly List<byte> _starts = [];

    private TokenAutomaton()
    {
        Number((Track.Start, 0));
        for (int state = 0; state < _states.Count; state++)
        {
            for (int kind = 0; kind < 1 << KindBits; kind++)
            {
                ((Track, int) target, bool starts) = Step(_states[state], (CharKind)kind);
                _next.Add((ushort)(Number(target) << KindBits));
                _starts.Add(starts ? (byte)1 : (byte)0);
            }
        }
    }

    private enum Track
    {
        Start,
        Space,
        Spaces,
        Newlines,
        Control,
        Word,
        Bare,
        Caps,
        Accented,
        Alphabetic,
        Abjad,
        Indic,
        Kana,
        Han,
        Hangul,
        Digit,
        HighSurrogate,
        Closed,
        Punctuation,
    }

    /// <summary>Makes the tables: the next state times the row width, and 1 where the unit starts a token.</summary>
    public static (ushort[] Next, byte[] Starts) Build()
    {
        var automaton = new TokenAutomaton();
        return ([.. automaton._next], [.. automaton._starts]);
    }

    private int Number((Track Track, int Length) state)
    {
        if (!_numbers.TryGetValue(state, out int number))
        {
            number = _states.Count;
            _numbers.Add(state, number);
            _states.Add(state);
        }

        return number;
    }

    private static ((Track Track, int Length) Target, bool Starts) Step((Track Track, int Length) state, CharKind kind)
    {
        (Track Track, int Length)? continued = Continue(state.Track, state.Length, kind);
        return continued is { } target ? (target, false) : (Begin(kind), true);
    }

    /// <summary>The token that a unit begins, whatever was before: so a text may be walked token by token.</summary>
    private static (Track Track, int Length) Begin(CharKind kind) => kind switch
    {
        CharKind.Space => (Track.Space, 1),
        CharKind.Newline => (Track.Newlines, 1),
        CharKind.Control => (Track.Control, 1),
        CharKind.Lower => (Track.Bare, 1),
        CharKind.Upper => (Track.Caps, 1),
        CharKind.Digit => (Track.Digit, 1),
        CharKind.AccentedLatin => (Track.Accented, 1),
        CharKind.Alphabetic => (Track.Alphabetic, 1),
        CharKind.Abjad => (Track.Abjad, 1),
        CharKind.Indic => (Track.Indic, 1),
        CharKind.Kana => (Track.Kana, 1),
        CharKind.Han => (Track.Han, 1),
        CharKind.Hangul => (Track.Hangul, 1),
        CharKind.HighSurrogate => (Track.HighSurrogate, 1),
        CharKind.LowSurrogate or CharKind.Mark => (Track.Closed, 1),
        _ => (Track.Punctuation, ((int)kind * 8) + 1),
    };

    /// <summary>The longer token, or null where the unit does not belong to it.</summary>
    private static (Track Track, int Length)? Continue(Track track, int length, CharKind kind)
    {
        if (kind == CharKind.Mark)
        {
            return track is Track.Start or Track.HighSurrogate ? null : (track, length);
        }

        return (track, kind) switch
        {
            (Track.Space, CharKind.Space) => (Track.Spaces, 2),
            (Track.Space, CharKind.Digit or CharKind.Newline or CharKind.Control or CharKind.LowSurrogate) => null,
            (Track.Space, CharKind.Lower) => (Track.Word, 1),
            (Track.Space, _) => Begin(kind),
            (Track.Spaces, CharKind.Space) => Longer(track, length, BlankPiece),
            (Track.Newlines, CharKind.Newline) => Longer(track, length, BlankPiece),
            (Track.Control, CharKind.Control) => Longer(track, length, BlankPiece),
            (Track.Word, CharKind.Lower) => Longer(track, length, WordPiece),
            (Track.Word, CharKind.AccentedLatin) => length < AccentedPiece ? (Track.Accented, length + 1) : null,
            (Track.Bare, CharKind.Lower) => Longer(track, length, BarePiece),
            (Track.Bare, CharKind.AccentedLatin) => length < AccentedPiece ? (Track.Accented, length + 1) : null,
            (Track.Caps, CharKind.Upper) => Longer(track, length, CapsPiece),
            (Track.Caps, CharKind.Lower) => length == 1 ? (Track.Word, 2) : null,
            (Track.Caps, CharKind.AccentedLatin) => (Track.Accented, length + 1),
            (Track.Accented, CharKind.Lower or CharKind.AccentedLatin) => Longer(track, length, AccentedPiece),
            (Track.Alphabetic, CharKind.Alphabetic) => Longer(track, length, AlphabeticPiece),
            (Track.Abjad, CharKind.Abjad) => Longer(track, length, AbjadPiece),
            (Track.Indic, CharKind.Indic) => Longer(track, length, IndicPiece),
            (Track.Kana, CharKind.Kana) => Longer(track, length, KanaPiece),
            (Track.Han, CharKind.Han) => Longer(track, length, HanPiece),
            (Track.Hangul, CharKind.Hangul) => Longer(track, length, HangulPiece),
            (Track.HighSurrogate, CharKind.LowSurrogate) => (Track.Closed, 1),
            (Track.Punctuation, _) => (int)kind == length / 8 && length % 8 < PunctuationPiece ? (track, length + 1) : null,
            _ => null,
        };
    }

    private static (Track Track, int Length)? Longer(Track track, int length, int piece) => length < piece ? (track, length + 1) : null;
}
