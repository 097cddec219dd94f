using Castor.Engines.Schemas;
using Castor.Inference.Constraints;

namespace Castor.Engines.Local.Constraints;

/// <summary>Makes the steps of arrays: the first items one by one, the others by a repetition that counts; where something has to be contained, that is counted along.</summary>
internal sealed class ArrayGrammar(SchemaGrammar schemas)
{
    // More are not asked for: no answer has room for them.
    private const int LargestLeast = 100_000;
    private const int LargestUnique = 1_000;

    /// <summary>The first step of the arrays that satisfy a goal.</summary>
    public int Start(SchemaGoal goal)
    {
        GrammarBuilder grammar = schemas.Grammar;
        ArrayRules[] rules = [.. goal.Nodes.Select(n => n.Arrays).OfType<ArrayRules>(), .. Unevaluated.Arrays(goal)];
        long min = rules.Select(r => r.MinItems).DefaultIfEmpty(0).Max();
        int max = (int)Math.Min(int.MaxValue, rules.Select(r => r.MaxItems).DefaultIfEmpty(long.MaxValue).Min());
        int prefix = Math.Min(max, rules.Select(r => r.PrefixItems.Count).DefaultIfEmpty(0).Max());
        if (min > max)
        {
            return schemas.Never(goal.Nodes[0].Path, "minItems is more than maxItems");
        }

        if (min > LargestLeast)
        {
            throw GenerationBudget.TooMuch();
        }

        int close = grammar.Text("]"u8, GrammarBuilder.End);
        ArrayRules[] containing = [.. rules.Where(r => r.Contains is not null && (r.MinContains > 0 || r.MaxContains < max))];
        if (max > 1 && goal.Nodes.Find(n => n.Arrays is { UniqueItems: true }) is { } unique)
        {
            bool areAlike = prefix == 0 && containing.Length == 0;
            return areAlike ? grammar.Text("["u8, Unique(SchemaGoal.Of(rules.Select(r => r.Items).OfType<SchemaNode>()), unique, (int)min, max, close)) : throw Unheld.Unique(unique);
        }

        if (containing.Length > 0)
        {
            return grammar.Text("["u8, new ContainingSteps(schemas, this, rules, containing, (int)min, max, close).First());
        }

        int step = AddOthers(rules, prefix, (int)min, max, close);
        for (int i = prefix - 1; i >= 0; i--)
        {
            step = grammar.Call(ItemRule(rules, i, []), step);
            step = i > 0 ? grammar.Text(schemas.Style.Comma, step) : step;
            step = i >= min ? grammar.Choice(step, close) : step;
        }

        return grammar.Text("["u8, step);
    }

    // Items are compared by their text, which does for values without parts.
    private int Unique(SchemaGoal item, SchemaNode owner, int min, int max, int close)
    {
        if (schemas.Choices.Of(item).Any(HasParts))
        {
            throw Unheld.Unique(owner);
        }

        if (min > LargestUnique)
        {
            throw GenerationBudget.TooMuch();
        }

        return schemas.Grammar.RepeatUnique(schemas.Start(item), schemas.Style.Comma, min, max, close)
            ?? schemas.Never(owner.Path, "there are not enough different items");
    }

    private static bool HasParts(SchemaGoal goal) => goal.Values is { } values
        ? values.Any(v => (JsonKindNames.Of(v) & (JsonKinds.Array | JsonKinds.Object)) != 0)
        : (goal.Kinds & (JsonKinds.Array | JsonKinds.Object)) != 0;

    private int AddOthers(ArrayRules[] rules, int prefix, int min, int max, int close)
    {
        if (max == prefix)
        {
            return close;
        }

        GrammarBuilder grammar = schemas.Grammar;
        int item = grammar.Call(ItemRule(rules, prefix, []), GrammarBuilder.End);
        int other = grammar.Text(schemas.Style.Comma, item);
        return grammar.Repeat(prefix == 0 ? item : other, other, Math.Max(0, min - prefix), max == int.MaxValue ? max : max - prefix, close);
    }

    private int ItemRule(ArrayRules[] rules, int index, IEnumerable<SchemaNode> also) =>
        schemas.RuleOf(SchemaGoal.Of(rules.Select(r => r.At(index)).OfType<SchemaNode>().Concat(also)));

    /// <summary>The steps of an array in which so many items satisfy other schemas: one for each number of items and of those that count.</summary>
    private sealed class ContainingSteps(SchemaGrammar schemas, ArrayGrammar arrays, ArrayRules[] rules, ArrayRules[] containing, int min, int max, int close)
    {
        private const int MostSteps = 20_000;
        private const int MostContaining = 3;

        private readonly Dictionary<string, int> _known = new(StringComparer.Ordinal);
        private readonly GrammarBuilder _grammar = schemas.Grammar;

        // Beyond, items are alike and are not counted.
        private readonly int _last = max < int.MaxValue ? max : Math.Max(min, rules.Max(r => r.PrefixItems.Count));

        public int First()
        {
            if (containing.Length > MostContaining || containing.Any(r => r.MinContains > MostSteps))
            {
                throw GenerationBudget.TooMuch();
            }

            var open = new Queue<(int Step, int Items, long[] Counts)>();
            int first = StepOf(0, new long[containing.Length], open);
            while (open.TryDequeue(out (int Step, int Items, long[] Counts) next))
            {
                Fill(next.Step, next.Items, next.Counts, open);
            }

            return first;
        }

        private int StepOf(int items, long[] counts, Queue<(int Step, int Items, long[] Counts)> open)
        {
            string key = items + ":" + string.Join(',', counts);
            if (_known.TryGetValue(key, out int known))
            {
                return known;
            }

            if (_known.Count > MostSteps)
            {
                throw GenerationBudget.TooMuch();
            }

            int step = _grammar.Choice();
            _known.Add(key, step);
            open.Enqueue((step, items, counts));
            return step;
        }

        // Before the items from here on: the end, or one more, which counts or not.
        private void Fill(int step, int items, long[] counts, Queue<(int Step, int Items, long[] Counts)> open)
        {
            List<int> ways = [];
            if (items >= min && containing.Zip(counts).All(p => p.Second >= p.First.MinContains))
            {
                ways.Add(close);
            }

            for (int counted = 0; items < max && counted < 1 << containing.Length; counted++)
            {
                if (Next(counts, counted) is { } after)
                {
                    // That an item does not count need only be held where too many might.
                    IEnumerable<SchemaNode> also = containing.Select((r, i) => (counted >> i & 1) != 0 ? r.Contains
                        : r.MaxContains < max ? SchemaComplement.Of(r.Contains!) : null).OfType<SchemaNode>();
                    int item = _grammar.Call(arrays.ItemRule(rules, items, also), StepOf(Math.Min(items + 1, max < int.MaxValue ? max : _last + 1), after, open));
                    ways.Add(items == 0 ? item : _grammar.Text(schemas.Style.Comma, item));
                }
            }

            _grammar.Fill(step, [.. ways]);
        }

        private long[]? Next(long[] counts, int counted)
        {
            long[] after = [.. counts];
            for (int i = 0; i < after.Length; i++)
            {
                if ((counted >> i & 1) != 0)
                {
                    ArrayRules rule = containing[i];
                    if (rule.MaxContains < max && counts[i] >= rule.MaxContains)
                    {
                        return null;
                    }

                    after[i] = rule.MaxContains < max ? counts[i] + 1 : Math.Min(counts[i] + 1, rule.MinContains);
                }
            }

            return after;
        }
    }
}
