using System.Globalization;

namespace Castor.Engines.Scenarios.Matching;

/// <summary>A range of turns: <c>2</c>, <c>2..4</c>, <c>3..</c> or <c>..2</c>, both ends in it.</summary>
internal readonly record struct TurnRange(int From, int To)
{
    public bool Holds(int turn) => turn >= From && turn <= To;

    public override string ToString() =>
        From == To ? From.ToString(CultureInfo.InvariantCulture) : $"{From}..{(To == int.MaxValue ? "" : To.ToString(CultureInfo.InvariantCulture))}";

    public static bool TryParse(string text, out TurnRange range)
    {
        range = default;
        int dots = text.IndexOf("..", StringComparison.Ordinal);
        if (dots < 0)
        {
            bool single = TryParse(text, 0, out int turn);
            range = new TurnRange(turn, turn);
            return single;
        }

        if (!TryParse(text[..dots], 0, out int from) || !TryParse(text[(dots + 2)..], int.MaxValue, out int to) || from > to)
        {
            return false;
        }

        range = new TurnRange(from, to);
        return text.Length > 2;
    }

    private static bool TryParse(string text, int absent, out int number)
    {
        number = absent;
        return text.Length == 0 || int.TryParse(text.Trim(), NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
