using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace Castor.Engines.Emulator.Tokens;

/// <summary>Which of 64 units of plain text are of which kind, a bit each. Plain are ASCII but for DEL, and the typographic signs of U+2010 to U+20CF.</summary>
internal readonly struct KindMasks
{
    /// <summary>The units that are looked at together.</summary>
    public const int Units = 64;

    private const ushort FirstTypographic = 0x2010;
    private const ushort Typographics = 0x20D0 - FirstTypographic;

    /// <summary>What stands for a typographic sign once units are bytes; no ASCII unit has this bit.</summary>
    private const byte Typographic = 0x80;

    private readonly ulong _small;
    private readonly ulong _capitals;
    private readonly ulong _spaces;
    private readonly ulong _newlines;
    private readonly ulong _controls;
    private readonly ulong _typographics;

    private KindMasks(Vector512<byte> units)
    {
        _small = Range(units, 'a', 'z');
        _capitals = Range(units, 'A', 'Z');
        _spaces = Range(units, ' ', ' ');
        _controls = Range(units, '\0', '\x1F');
        if (_controls != 0)
        {
            _newlines = Range(units, '\n', '\n') | Range(units, '\r', '\r');
            _controls &= ~_newlines;
        }

        _typographics = units.ExtractMostSignificantBits();
        Signs = ~(_small | _capitals | _spaces | _newlines | _controls | _typographics | Range(units, '0', '9'));
    }

    /// <summary>Whether this machine has what reading takes.</summary>
    public static bool IsSupported => Vector256.IsHardwareAccelerated;

    /// <summary>ASCII signs.</summary>
    public ulong Signs { get; }

    /// <summary>Spaces behind anything else: a token starts there whatever was before.</summary>
    public ulong Seams => _spaces & ~(_spaces << 1);

    /// <summary>Where tokens start, but for what the runs below may make of it.</summary>
    public ulong Starts
    {
        get
        {
            ulong seams = Seams;
            ulong firstCapitals = _capitals & ~(_capitals << 1);
            return ~((_spaces & (_spaces << 1))
                | (_newlines & (_newlines << 1))
                | (_controls & (_controls << 1))
                | (_small & ((_small | firstCapitals | seams) << 1))
                | (_capitals & ((_capitals | seams) << 1))
                | ((Signs | _typographics) & (seams << 1)));
        }
    }

    /// <summary>ASCII letters.</summary>
    public ulong Letters => _small | _capitals;

    /// <summary>Spaces, line breaks and control characters.</summary>
    public ulong Blanks => _spaces | _newlines | _controls;

    /// <summary>Where signs begin that other signs follow, which may belong to them.</summary>
    public ulong SignRuns => Signs & (Signs >> 1);

    /// <summary>Where letters begin that may be too many for one token.</summary>
    public ulong LongWords
    {
        get
        {
            ulong four = RunsOfFour(Letters);
            return (four & (four >> 4) & (four >> 8)) | (RunsOfFour(_capitals) & (_capitals >> 4));
        }
    }

    /// <summary>Where blanks begin that may be too many for one token.</summary>
    public ulong LongBlanks
    {
        get
        {
            ulong four = RunsOfFour(Blanks);
            return four & (four >> 4) & (four >> 8) & (four >> 12);
        }
    }

    /// <summary>Reads the first 64 units; false where one of them is not plain.</summary>
    public static bool TryRead(ReadOnlySpan<char> text, out KindMasks kinds)
    {
        ref ushort first = ref MemoryMarshal.GetReference(MemoryMarshal.Cast<char, ushort>(text[..Units]));
        var a = Vector256.LoadUnsafe(ref first);
        var b = Vector256.LoadUnsafe(ref first, 16);
        var c = Vector256.LoadUnsafe(ref first, 32);
        var d = Vector256.LoadUnsafe(ref first, 48);
        if (!ArePlain(Vector256.Max(Vector256.Max(a, b), Vector256.Max(c, d))))
        {
            a = Replace(a);
            b = Replace(b);
            c = Replace(c);
            d = Replace(d);
            if (Vector256.GreaterThanAny(Vector256.Max(Vector256.Max(a, b), Vector256.Max(c, d)), Vector256.Create((ushort)Typographic)))
            {
                kinds = default;
                return false;
            }
        }

        kinds = new KindMasks(Vector512.Create(Vector256.Narrow(a, b), Vector256.Narrow(c, d)));
        return true;
    }

    /// <summary>Whether the unit before an index is a seam.</summary>
    public bool IsBehindSeam(int index) => ((Seams << 1 >> index) & 1) != 0;

    private static bool ArePlain(Vector256<ushort> units) => Vector256.LessThanAll(units, Vector256.Create((ushort)0x7F));

    /// <summary>Puts <see cref="Typographic"/> for typographic signs, and something greater for what else is not plain.</summary>
    private static Vector256<ushort> Replace(Vector256<ushort> units)
    {
        var isTypographic = Vector256.LessThan(units - Vector256.Create(FirstTypographic), Vector256.Create(Typographics));
        var others = units | Vector256.GreaterThan(units, Vector256.Create((ushort)(0x7F - 1)));
        return Vector256.ConditionalSelect(isTypographic, Vector256.Create((ushort)Typographic), others);
    }

    /// <summary>The starts of four in a row.</summary>
    private static ulong RunsOfFour(ulong kind)
    {
        ulong two = kind & (kind >> 1);
        return two & (two >> 2);
    }

    // On machines without such vectors these are two halves each.
    private static ulong Range(Vector512<byte> units, char first, char last) =>
        Vector512.LessThanOrEqual(units - Vector512.Create((byte)first), Vector512.Create((byte)(last - first))).ExtractMostSignificantBits();
}
