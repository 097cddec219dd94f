using System.Text;
using System.Text.Json;
using Castor.Engines.Local.Constraints;
using Castor.Engines.Schemas;
using Castor.Inference.Constraints;

namespace Castor.Bench.Constraints;

/// <summary>Tells whether a grammar has a value in any order of its members, byte by byte: its spelling and its order are the grammar's business.</summary>
/// <param name="grammar">The grammar.</param>
internal sealed class InstanceWriter(Grammar grammar)
{
    private const int Patience = 20_000;

    private int _tries;

    /// <summary>The most bytes of the value that were written in any order; for a look at what stopped it.</summary>
    public string Furthest { get; private set; } = "";

    /// <summary>Whether the value can be written as a whole.</summary>
    public bool CanWrite(JsonElement value)
    {
        var start = new PositionSet();
        start.Add(grammar.Begin());
        return Value(value, start, "", (end, _) => end.HasEnd);
    }

    private bool Value(JsonElement value, PositionSet from, string before, Func<PositionSet, string, bool> then)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                JsonProperty[] members = [.. value.EnumerateObject().GroupBy(m => m.Name).Select(m => m.Last())];
                return Text("{", from, before, (at, text) => Members(members, 0, at, text, then));
            case JsonValueKind.Array:
                JsonElement[] items = [.. value.EnumerateArray()];
                return Text("[", from, before, (at, text) => Items(items, 0, at, text, then));
            default:
                return Text(ValueStyle.ToJson(Datum.From(value)), from, before, then);
        }
    }

    private bool Items(JsonElement[] items, int next, PositionSet from, string before, Func<PositionSet, string, bool> then) =>
        next == items.Length
            ? Text("]", from, before, then)
            : Text(next == 0 ? "" : ",", from, before, (at, text) => Value(items[next], at, text, (after, all) => Items(items, next + 1, after, all, then)));

    // The first so many are written; any of the others may be next.
    private bool Members(JsonProperty[] members, int written, PositionSet from, string before, Func<PositionSet, string, bool> then)
    {
        if (written == members.Length)
        {
            return Text("}", from, before, then);
        }

        for (int i = written; i < members.Length; i++)
        {
            (members[written], members[i]) = (members[i], members[written]);
            JsonProperty member = members[written];
            string key = (written == 0 ? "" : ",") + ValueStyle.ToJson(Datum.Of(member.Name)) + ":";
            if (Text(key, from, before, (at, text) => Value(member.Value, at, text, (after, all) => Members([.. members], written + 1, after, all, then))))
            {
                return true;
            }
        }

        return false;
    }

    private bool Text(string text, PositionSet from, string before, Func<PositionSet, string, bool> then)
    {
        if (++_tries > Patience)
        {
            return false;
        }

        string all = before + text;
        foreach (byte value in Encoding.UTF8.GetBytes(text))
        {
            var to = new PositionSet();
            grammar.Step(from, value, to);
            from = to;
            if (from.Count == 0)
            {
                Furthest = all.Length > Furthest.Length ? all : Furthest;
                return false;
            }
        }

        return then(from, all);
    }
}
