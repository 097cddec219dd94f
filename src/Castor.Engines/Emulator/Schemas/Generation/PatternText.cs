using System.Text;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Makes texts that match a parsed expression, of about a wanted length. What it makes is to be matched again: assertions are not aimed at.</summary>
internal sealed class PatternText(EmulatorRandom random)
{
    /// <summary>Longer texts are not made.</summary>
    public const int Longest = 100_000;

    private readonly StringBuilder _text = new();

    /// <summary>A text of the wanted length, or as near as the expression allows; null where a set is empty or the text too long.</summary>
    public string? Make(PatternNode node, int length)
    {
        _text.Clear();
        return node.MinLength <= Longest && Emit(node, Math.Min(length, Longest)) ? _text.ToString() : null;
    }

    private bool Emit(PatternNode node, int length) => node.Kind switch
    {
        PatternNodeKind.Set => EmitSet(node),
        PatternNodeKind.Sequence => EmitSequence(node, length),
        PatternNodeKind.Alternation => EmitAlternation(node, length),
        PatternNodeKind.Repeat => EmitRepeat(node, length),
        _ => true,
    };

    private bool EmitSet(PatternNode node)
    {
        if (_text.Length > Longest || CharacterPick.Of(node.Characters, random) is not { } character)
        {
            return false;
        }

        _text.Append(character);
        return true;
    }

    private bool EmitSequence(PatternNode node, int length)
    {
        int slack = Math.Max(0, length - node.MinLength);
        int slackAhead = 0;
        foreach (PatternNode child in node.Children)
        {
            slackAhead = Math.Min(PatternNode.Endless, slackAhead + Room(child));
        }

        foreach (PatternNode child in node.Children)
        {
            int room = Room(child);
            slackAhead -= room;
            // What the later children cannot take must be taken here.
            int must = Math.Max(0, slack - Math.Max(0, slackAhead));
            int may = Math.Min(room, slack);
            int extra = must >= may ? may : must + random.Next(may - must + 1);
            slack -= extra;
            if (!Emit(child, child.MinLength + extra))
            {
                return false;
            }
        }

        return true;
    }

    private static int Room(PatternNode child) => child.Kind == PatternNodeKind.Opaque ? 0 : child.MaxLength - child.MinLength;

    private bool EmitAlternation(PatternNode node, int length)
    {
        int fitting = 0;
        foreach (PatternNode child in node.Children)
        {
            fitting += child.MinLength <= length && length <= child.MaxLength ? 1 : 0;
        }

        int pick = random.Next(fitting > 0 ? fitting : node.Children.Count);
        foreach (PatternNode child in node.Children)
        {
            if ((fitting == 0 || (child.MinLength <= length && length <= child.MaxLength)) && pick-- == 0)
            {
                return Emit(child, length);
            }
        }

        return false;
    }

    private bool EmitRepeat(PatternNode node, int length)
    {
        PatternNode child = node.Children[0];
        if (child.MaxLength == 0 || child.Kind == PatternNodeKind.Opaque)
        {
            return node.Least == 0 || Emit(child, 0);
        }

        int fewest = (int)Math.Max(node.Least, Math.Min(Longest, ((long)length + child.MaxLength - 1) / child.MaxLength));
        int most = Math.Min(node.Most, length / Math.Max(1, child.MinLength));
        fewest = Math.Min(fewest, node.Most);
        int count = most > fewest ? fewest + random.Next(most - fewest + 1) : fewest;
        int left = length;
        for (int i = 0; i < count; i++)
        {
            int later = count - i - 1;
            long reserved = (long)later * child.MinLength;
            long must = left - ((long)later * child.MaxLength);
            int low = (int)Math.Clamp(must, child.MinLength, child.MaxLength);
            int high = (int)Math.Clamp(left - reserved, low, child.MaxLength);
            int mine = high > low ? low + random.Next(high - low + 1) : low;
            if (!Emit(child, mine))
            {
                return false;
            }

            left = Math.Max(0, left - mine);
        }

        return true;
    }
}
