using Castor.Engines.Schemas;
using Castor.Inference.Constraints;

namespace Castor.Engines.Local.Constraints;

/// <summary>Makes the steps of arrays: the first items one by one, the others by a repetition that counts.</summary>
internal sealed class ArrayGrammar(SchemaGrammar schemas)
{
    // More are not asked for: no answer has room for them.
    private const int LargestLeast = 100_000;

    /// <summary>The first step of the arrays that satisfy a goal.</summary>
    public int Start(SchemaGoal goal)
    {
        GrammarBuilder grammar = schemas.Grammar;
        ArrayRules[] rules = [.. goal.Nodes.Select(n => n.Arrays).OfType<ArrayRules>()];
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
        int step = AddOthers(rules, prefix, (int)min, max, close);
        for (int i = prefix - 1; i >= 0; i--)
        {
            step = grammar.Call(ItemRule(rules, i), step);
            step = i > 0 ? grammar.Text(schemas.Style.Comma, step) : step;
            step = i >= min ? grammar.Choice(step, close) : step;
        }

        return grammar.Text("["u8, step);
    }

    private int AddOthers(ArrayRules[] rules, int prefix, int min, int max, int close)
    {
        if (max == prefix)
        {
            return close;
        }

        GrammarBuilder grammar = schemas.Grammar;
        int item = grammar.Call(ItemRule(rules, prefix), GrammarBuilder.End);
        int other = grammar.Text(schemas.Style.Comma, item);
        return grammar.Repeat(prefix == 0 ? item : other, other, Math.Max(0, min - prefix), max == int.MaxValue ? max : max - prefix, close);
    }

    private int ItemRule(ArrayRules[] rules, int index) => schemas.RuleOf(SchemaGoal.Of(rules.Select(r => r.At(index)).OfType<SchemaNode>()));
}
