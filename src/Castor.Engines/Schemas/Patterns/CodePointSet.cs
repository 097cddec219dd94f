using System.Collections.Concurrent;
using System.Globalization;

namespace Castor.Engines.Schemas;

/// <summary>A set of code points, as sorted ranges that do not touch.</summary>
internal sealed class CodePointSet
{
    private const int Last = 0x10FFFF;

    private static readonly ConcurrentDictionary<string, CodePointSet> s_categories = new(StringComparer.Ordinal);

    private readonly (int First, int Last)[] _ranges;

    private CodePointSet((int First, int Last)[] ranges) => _ranges = ranges;

    public static CodePointSet Empty { get; } = new([]);

    public static CodePointSet Digits { get; } = Of(('0', '9'));

    public static CodePointSet WordCharacters { get; } = Of(('0', '9'), ('A', 'Z'), ('_', '_'), ('a', 'z'));

    /// <summary>What <c>\s</c> is in ECMAScript.</summary>
    public static CodePointSet Spaces { get; } = Of(
        (9, 13), (32, 32), (0xA0, 0xA0), (0x1680, 0x1680), (0x2000, 0x200A),
        (0x2028, 0x2029), (0x202F, 0x202F), (0x205F, 0x205F), (0x3000, 0x3000), (0xFEFF, 0xFEFF));

    /// <summary>What <c>.</c> is: all but line ends.</summary>
    public static CodePointSet AnyButLineEnd { get; } = Of(('\n', '\n'), ('\r', '\r'), (0x2028, 0x2029)).Negate();

    public IReadOnlyList<(int First, int Last)> Ranges => _ranges;

    public bool IsEmpty => _ranges.Length == 0;

    /// <summary>One character.</summary>
    public static CodePointSet Of(int codePoint) => new([(codePoint, codePoint)]);

    /// <summary>The characters of ranges, which may overlap.</summary>
    public static CodePointSet Of(params IEnumerable<(int First, int Last)> ranges)
    {
        var merged = new List<(int First, int Last)>();
        foreach ((int first, int last) in ranges.OrderBy(range => range.First))
        {
            if (merged.Count > 0 && first <= merged[^1].Last + 1)
            {
                merged[^1] = (merged[^1].First, Math.Max(merged[^1].Last, last));
            }
            else
            {
                merged.Add((first, last));
            }
        }

        return new([.. merged]);
    }

    public static CodePointSet Union(IEnumerable<CodePointSet> sets) => Of(sets.SelectMany(set => set._ranges));

    /// <summary>The characters of a Unicode general category such as <c>L</c> or <c>Lu</c>; null when the name is none.</summary>
    public static CodePointSet? Category(string name)
    {
        string key = name.Replace("General_Category=", "", StringComparison.Ordinal).Replace("gc=", "", StringComparison.Ordinal);
        key = key switch
        {
            "Letter" or "Alphabetic" or "Alpha" => "L",
            "Uppercase_Letter" or "Uppercase" or "Upper" => "Lu",
            "Lowercase_Letter" or "Lowercase" or "Lower" => "Ll",
            "Number" => "N",
            "Decimal_Number" => "Nd",
            "Punctuation" => "P",
            "Symbol" => "S",
            "Separator" => "Z",
            "Space_Separator" => "Zs",
            "Mark" => "M",
            _ => key,
        };
        if (key is not ("L" or "Lu" or "Ll" or "Lt" or "Lm" or "Lo" or "N" or "Nd" or "Nl" or "No" or "P" or "Pc" or "Pd" or "Ps" or "Pe" or "Pi" or "Pf" or "Po"
            or "S" or "Sm" or "Sc" or "Sk" or "So" or "Z" or "Zs" or "Zl" or "Zp" or "M" or "Mn" or "Mc" or "Me"))
        {
            return null;
        }

        return s_categories.GetOrAdd(key, Scan);
    }

    public CodePointSet Negate()
    {
        var ranges = new List<(int, int)>();
        int next = 0;
        foreach ((int first, int last) in _ranges)
        {
            if (first > next)
            {
                ranges.Add((next, first - 1));
            }

            next = last + 1;
        }

        if (next <= Last)
        {
            ranges.Add((next, Last));
        }

        return new([.. ranges]);
    }

    public bool Contains(int codePoint)
    {
        foreach ((int first, int last) in _ranges)
        {
            if (codePoint <= last)
            {
                return codePoint >= first;
            }
        }

        return false;
    }

    private static CodePointSet Scan(string key)
    {
        var ranges = new List<(int, int)>();
        for (int c = 0; c <= 0xFFFF; c++)
        {
            string code = Code(CharUnicodeInfo.GetUnicodeCategory((char)c));
            if (!char.IsSurrogate((char)c) && code.StartsWith(key, StringComparison.Ordinal))
            {
                ranges.Add((c, c));
            }
        }

        return Of(ranges);
    }

    private static string Code(UnicodeCategory category) =>
        "LuLlLtLmLoMnMcMeNdNlNoZsZlZpCcCfCsCoPcPdPsPePiPfPoSmScSkSoCn".Substring((int)category * 2, 2);
}
