using System.Globalization;
using System.Text;

namespace Castor.Engines.Schemas;

/// <summary>
/// Writes a parsed expression for .NET with ECMAScript's meaning: its sets, <c>$</c> only at the very end, and
/// one character for each code point.
/// </summary>
internal static class PatternTranslator
{
    private const string AnyPair = "[\\uD800-\\uDBFF][\\uDC00-\\uDFFF]";

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
        bool pairs = set.Contains(0x10000) && set.Contains(0x10FFFF);
        text.Append(pairs ? "(?:" + AnyPair + "|" : "");
        int start = text.Length;
        text.Append('[');
        foreach ((int first, int last) in set.Ranges)
        {
            WriteRange(first, Math.Min(last, 0xD7FF), text);
            WriteRange(Math.Max(first, 0xE000), Math.Min(last, 0xFFFF), text);
        }

        text.Append(']');
        if (text.Length == start + 2)
        {
            // .NET has no empty set; this never matches.
            text.Length = start;
            text.Append("(?!)");
        }

        text.Append(pairs ? ")" : "");
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
