using System.Globalization;
using System.Text;

namespace Castor.Engines.Schemas;

/// <summary>
/// Writes a parsed expression for .NET with ECMAScript's meaning: its sets, <c>$</c> only at the very end, and
/// one character for each code point.
/// </summary>
internal static class PatternTranslator
{
    private const int FirstPaired = 0x10000;
    private const int PairsOfHigh = 0x400;

    public static string Translate(PatternNode node)
    {
        var text = new StringBuilder();
        Write(node, text);
        return text.ToString();
    }

    private static void Write(PatternNode node, StringBuilder text)
    {
        switch (node.Kind)
        {
            case PatternNodeKind.Set:
                WriteSet(node.Characters, text);
                break;
            case PatternNodeKind.Sequence:
                foreach (PatternNode child in node.Children)
                {
                    Write(child, text);
                }

                break;
            case PatternNodeKind.Alternation:
                text.Append("(?:");
                for (int i = 0; i < node.Children.Count; i++)
                {
                    text.Append(i == 0 ? "" : "|");
                    Write(node.Children[i], text);
                }

                text.Append(')');
                break;
            case PatternNodeKind.Repeat:
                text.Append("(?:");
                Write(node.Children[0], text);
                text.Append("){").Append(node.Least.ToString(CultureInfo.InvariantCulture)).Append(',');
                text.Append(node.Most == int.MaxValue ? "" : node.Most.ToString(CultureInfo.InvariantCulture)).Append('}');
                break;
            default:
                text.Append(node.Source);
                break;
        }
    }

    private static void WriteSet(CodePointSet set, StringBuilder text)
    {
        var units = new StringBuilder();
        var pairs = new StringBuilder();
        foreach ((int first, int last) in set.Ranges)
        {
            WriteRange(first, Math.Min(last, 0xD7FF), units);
            WriteRange(Math.Max(first, 0xE000), Math.Min(last, 0xFFFF), units);
            WritePairs(Math.Max(first, FirstPaired), last, pairs);
        }

        if (units.Length + pairs.Length == 0)
        {
            // .NET has no empty set; this never matches.
            text.Append("(?!)");
        }
        else if (pairs.Length == 0)
        {
            text.Append('[').Append(units).Append(']');
        }
        else
        {
            text.Append("(?:").Append(pairs, 1, pairs.Length - 1);
            text.Append(units.Length == 0 ? ")" : $"|[{units}])");
        }
    }

    /// <summary>Writes code points beyond 16 bits as the pairs of surrogates that .NET sees, each alternative behind a bar.</summary>
    private static void WritePairs(int first, int last, StringBuilder text)
    {
        while (first <= last)
        {
            int high = (first - FirstPaired) / PairsOfHigh;
            int low = (first - FirstPaired) % PairsOfHigh;
            int whole = low == 0 ? (last - first + 1) / PairsOfHigh : 0;
            int count = whole > 0 ? whole * PairsOfHigh : Math.Min(PairsOfHigh - low, last - first + 1);
            text.Append("|[");
            WriteRange(0xD800 + high, 0xD800 + high + Math.Max(0, whole - 1), text);
            text.Append("][");
            WriteRange(0xDC00 + low, whole > 0 ? 0xDFFF : 0xDC00 + low + count - 1, text);
            text.Append(']');
            first += count;
        }
    }

    private static void WriteRange(int first, int last, StringBuilder text)
    {
        if (first <= last)
        {
            text.Append("\\u").Append(first.ToString("X4", CultureInfo.InvariantCulture));
            text.Append("-\\u").Append(last.ToString("X4", CultureInfo.InvariantCulture));
        }
    }
}
