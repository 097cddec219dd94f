namespace Castor.Engines.Emulator.Tokens;

/// <summary>
/// The counting rule as a finite automaton over <see cref="CharKind"/>: a state is the token so far, and a unit either
/// continues it or starts the next one. Built once from the rule's few numbers.
/// </summary>
internal sealed class TokenAutomaton
{
    /// <summary>The width of a row in bits: states are kept multiplied by it.</summary>
    public const int KindBits = 6;

    /// <summary>Set in an edge whose unit starts a token; the rest of the edge is the next state.</summary>
    public const int StartFlag = 1 << StartBit;

    /// <summary>The number of the flag's bit.</summary>
    public const int StartBit = 15;

    private const int WordPiece = 11;
    private const int CapitalsPiece = 4;
    private const int AccentedPiece = 5;
    private const int AlphabeticPiece = 4;
    private const int ShortPiece = 3;
    private const int SyllablePiece = 2;
    private const int SignPiece = 4;
    private const int BlankPiece = 16;

    /// <summary>Different signs that are one token together; the beginnings of longer ones are in the list too.</summary>
    private static readonly string[] s_signTokens =
    [
        ":*", ":**", "`,", "`.", "$\\", "}$", "}$.", "()", "();", ");", "(\"", "\")", "\",", "\",\"", "\":", "\":\"", "{\"", "\"}", "[\"", "\"]",
        "\">", "=\"", "</", "/>", "->", "=>", "!=", "<=", ">=", "+=", "-=", ":/", "://", "{}", "[]", "};",
    ];

    private readonly Dictionary<State, int> _numbers = [];
    private readonly List<State> _states = [];
    private readonly List<ushort> _edges = [];

    private TokenAutomaton()
    {
        Number(new State(Track.Start, 0, ""));
        ushort[] fresh = new ushort[1 << KindBits];
        for (int kind = 0; kind < fresh.Length; kind++)
        {
            fresh[kind] = (ushort)(StartFlag | (Number(Begin((CharKind)kind)) << KindBits));
        }

        for (int state = 0; state < _states.Count; state++)
        {
            _edges.AddRange(fresh);
            AddContinuations(_states[state], state << KindBits);
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
        Capitals,
        Accented,
        Alphabetic,
        Abjad,
        Indic,
        Kana,
        HanPair,
        Hangul,
        HighSurrogate,
        Signs,
        Closed,
    }

    /// <summary>
    /// Makes the table: for a state and a kind the next state times the row width, with <see cref="StartFlag"/> where the
    /// unit starts a token.
    /// </summary>
    public static ushort[] Build() => [.. new TokenAutomaton()._edges];

    private void AddContinuations(State state, int row)
    {
        for (CharKind kind = 0; kind < CharKind.FirstSign; kind++)
        {
            Join(Continue(state, kind), row, kind);
        }

        for (int sign = 0; sign < CharKinds.Signs.Length; sign++)
        {
            var kind = (CharKind)((int)CharKind.FirstSign + sign);
            Join(state.Track switch
            {
                Track.Space => Begin(kind),
                Track.Signs => LongerSigns(state, CharKinds.Signs[sign]),
                _ => null,
            }, row, kind);
        }
    }

    private void Join(State? longer, int row, CharKind kind)
    {
        if (longer is { } state)
        {
            _edges[row + (int)kind] = (ushort)(Number(state) << KindBits);
        }
    }

    private int Number(State state)
    {
        if (!_numbers.TryGetValue(state, out int number))
        {
            number = _states.Count;
            _numbers.Add(state, number);
            _states.Add(state);
        }

        return number;
    }

    /// <summary>The token that a unit begins, whatever was before: so a text may be walked token by token.</summary>
    private static State Begin(CharKind kind) => kind switch
    {
        CharKind.Space => new State(Track.Space, 1, ""),
        CharKind.Newline => new State(Track.Newlines, 1, ""),
        CharKind.Control => new State(Track.Control, 1, ""),
        CharKind.Letter => new State(Track.Word, 1, ""),
        CharKind.Capital => new State(Track.Capitals, 1, ""),
        CharKind.AccentedLatin => new State(Track.Accented, 1, ""),
        CharKind.Alphabetic => new State(Track.Alphabetic, 1, ""),
        CharKind.Abjad => new State(Track.Abjad, 1, ""),
        CharKind.Indic => new State(Track.Indic, 1, ""),
        CharKind.Kana => new State(Track.Kana, 1, ""),
        CharKind.HanOfPair => new State(Track.HanPair, 1, ""),
        CharKind.Hangul => new State(Track.Hangul, 1, ""),
        CharKind.HighSurrogate => new State(Track.HighSurrogate, 1, ""),
        >= CharKind.FirstSign when kind - CharKind.FirstSign < CharKinds.Signs.Length =>
            new State(Track.Signs, 0, CharKinds.Signs.Substring(kind - CharKind.FirstSign, 1)),
        _ => new State(Track.Closed, 0, ""),
    };

    /// <summary>The longer token, or null where the unit does not belong to it.</summary>
    private static State? Continue(State state, CharKind kind) => (state.Track, kind) switch
    {
        (Track.Start or Track.HighSurrogate, CharKind.Mark) => null,
        (_, CharKind.Mark) => state,
        (Track.Space, CharKind.Space) => new State(Track.Spaces, 2, ""),
        (Track.Space, CharKind.Digit or CharKind.Newline or CharKind.Control or CharKind.LowSurrogate) => null,
        (Track.Space, _) => Begin(kind),
        (Track.Spaces, CharKind.Space) => Longer(state, BlankPiece),
        (Track.Newlines, CharKind.Newline) => Longer(state, BlankPiece),
        (Track.Control, CharKind.Control) => Longer(state, BlankPiece),
        (Track.Word, CharKind.Letter) => Longer(state, WordPiece),
        (Track.Word, CharKind.AccentedLatin) => Longer(state with { Track = Track.Accented }, AccentedPiece),
        (Track.Capitals, CharKind.Capital) => Longer(state, CapitalsPiece),
        (Track.Capitals, CharKind.Letter) => state.Length == 1 ? new State(Track.Word, 2, "") : null,
        (Track.Capitals, CharKind.AccentedLatin) => new State(Track.Accented, state.Length + 1, ""),
        (Track.Accented, CharKind.Letter or CharKind.AccentedLatin) => Longer(state, AccentedPiece),
        (Track.Alphabetic, CharKind.Alphabetic) => Longer(state, AlphabeticPiece),
        (Track.Abjad, CharKind.Abjad) => Longer(state, ShortPiece),
        (Track.Indic, CharKind.Indic) => Longer(state, ShortPiece),
        (Track.Kana, CharKind.Kana) => Longer(state, SyllablePiece),
        (Track.Hangul, CharKind.Hangul) => Longer(state, SyllablePiece),
        (Track.HanPair, CharKind.Han or CharKind.HanOfPair) => new State(Track.Closed, 0, ""),
        (Track.HighSurrogate, CharKind.LowSurrogate) => new State(Track.Closed, 0, ""),
        _ => null,
    };

    private static State? LongerSigns(State state, char sign)
    {
        string signs = state.Signs;
        if (signs[^1] == sign && signs.Length < SignPiece && signs.AsSpan().IndexOfAnyExcept(sign) < 0)
        {
            return state with { Signs = signs + sign };
        }

        foreach (string token in s_signTokens)
        {
            if (token.Length == signs.Length + 1 && token[^1] == sign && token.StartsWith(signs, StringComparison.Ordinal))
            {
                return state with { Signs = token };
            }
        }

        return null;
    }

    private static State? Longer(State state, int piece) => state.Length < piece ? state with { Length = state.Length + 1 } : null;

    // A class, since collections of value types are compiled at every start.
    private sealed record State(Track Track, int Length, string Signs);
}
