using Castor.Engines.Schemas;

namespace Castor.Engines.Local.Constraints;

/// <summary>Cuts all characters into classes that a number of sets do not tell apart.</summary>
internal static class CharClasses
{
    /// <summary>The classes, each with the sets that it belongs to.</summary>
    public static List<(CodePointSet Set, HashSet<CodePointSet> In)> Of(IEnumerable<CodePointSet> sets)
    {
        CodePointSet[] distinct = [.. sets.Distinct()];
        var events = new List<(int At, int Set, bool Starts)>();
        for (int i = 0; i < distinct.Length; i++)
        {
            foreach ((int first, int last) in distinct[i].Ranges)
            {
                events.Add((first, i, true));
                events.Add((last + 1, i, false));
            }
        }

        foreach ((int first, int last) in TextSets.All.Ranges)
        {
            events.Add((first, -1, true));
            events.Add((last + 1, -1, false));
        }

        events.Sort((a, b) => a.At - b.At);
        return Sweep(distinct, events);
    }

    private static List<(CodePointSet Set, HashSet<CodePointSet> In)> Sweep(CodePointSet[] sets, List<(int At, int Set, bool Starts)> events)
    {
        var ranges = new Dictionary<string, (List<(int, int)> Ranges, HashSet<CodePointSet> In)>(StringComparer.Ordinal);
        char[] within = new string('0', sets.Length + 1).ToCharArray();
        for (int i = 0; i < events.Count;)
        {
            int at = events[i].At;
            for (; i < events.Count && events[i].At == at; i++)
            {
                within[events[i].Set + 1] = events[i].Starts ? '1' : '0';
            }

            if (i < events.Count && within[0] == '1')
            {
                string key = new(within);
                if (!ranges.TryGetValue(key, out (List<(int, int)> Ranges, HashSet<CodePointSet> In) known))
                {
                    known = ([], [.. sets.Where((_, s) => within[s + 1] == '1')]);
                    ranges.Add(key, known);
                }

                known.Ranges.Add((at, events[i].At - 1));
            }
        }

        return [.. ranges.Values.Select(r => (CodePointSet.Of(r.Ranges), r.In))];
    }
}
