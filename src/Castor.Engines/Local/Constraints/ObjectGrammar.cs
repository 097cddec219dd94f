using Castor.Engines.Schemas;
using Castor.Inference.Constraints;

namespace Castor.Engines.Local.Constraints;

/// <summary>
/// Makes the steps of objects: the properties in their order, each optional one there or not, then those of other names. Where their number is bounded, it is counted
/// along.
/// </summary>
internal sealed class ObjectGrammar(SchemaGrammar schemas)
{
    private const int MostSteps = 100_000;

    /// <summary>The first step of the objects that satisfy a goal.</summary>
    public int Start(SchemaGoal goal)
    {
        ObjectRules[] rules = [.. goal.Nodes.Select(n => n.Objects).OfType<ObjectRules>(), .. Unevaluated.Objects(goal)];
        string path = goal.Nodes.Find(n => n.Objects is not null)?.Path ?? "";
        var plan = new ObjectPlan(schemas, rules, path);
        if (plan.Impossible is { } reason)
        {
            return schemas.Never(path, reason);
        }

        return schemas.Grammar.Text("{"u8, new Steps(schemas, plan).First());
    }

    /// <summary>The steps of one object.</summary>
    private sealed class Steps
    {
        private readonly SchemaGrammar _schemas;
        private readonly GrammarBuilder _grammar;
        private readonly ObjectPlan _plan;
        private readonly int _close;
        private readonly int[] _requiredFrom;

        public Steps(SchemaGrammar schemas, ObjectPlan plan)
        {
            _schemas = schemas;
            _grammar = schemas.Grammar;
            _plan = plan;
            _close = _grammar.Text("}"u8, GrammarBuilder.End);
            int count = plan.Properties.Count;
            _requiredFrom = new int[count + 1];
            for (int i = count - 1; i >= 0; i--)
            {
                _requiredFrom[i] = _requiredFrom[i + 1] + (plan.Properties[i].IsRequired ? 1 : 0);
            }
        }

        // From the end to the beginning, as a grammar is made; where the number counts, once for each number that may have been by then.
        public int First()
        {
            int count = _plan.Properties.Count;
            bool counts = _plan.Min > _requiredFrom[0] || _plan.Max < count || (_plan.Others.Count > 0 && _plan.Max < int.MaxValue);
            int width = counts ? count + 1 : 1;
            if ((long)width * (count + 1) > MostSteps)
            {
                throw GenerationBudget.TooMuch();
            }

            int[] keys = new int[width];
            int[] rests = new int[width];
            for (int made = 0; made < width; made++)
            {
                keys[made] = OthersFrom(counts ? made : _plan.Min);
                rests[made] = Rest(keys[made], count, counts ? made : _plan.Min);
            }

            for (int i = count - 1; i >= 0; i--)
            {
                (int[] nextKeys, int[] nextRests) = (keys, rests);
                keys = new int[width];
                rests = new int[width];
                int start = PropertyStart(i, counts, nextRests);
                for (int made = 0; made < width; made++)
                {
                    bool mayBe = !counts || (made < count && made + 1 + _requiredFrom[i + 1] <= _plan.Max);
                    int step = mayBe ? counts ? Property(i, nextRests[made + 1]) : start : _grammar.Choice();
                    keys[made] = _plan.Properties[i].IsRequired ? step : _grammar.Choice(step, nextKeys[made]);
                    rests[made] = Rest(keys[made], i, counts ? made : _plan.Min);
                }
            }

            return _requiredFrom[0] == 0 && (!counts || _plan.Min == 0) ? _grammar.Choice(keys[0], _close) : keys[0];
        }

        private int PropertyStart(int index, bool counts, int[] nextRests) => counts ? -1 : Property(index, nextRests[0]);

        private int Property(int index, int next)
        {
            ObjectPlan.Property property = _plan.Properties[index];
            return _schemas.Style.Key(_grammar, property.Name, _grammar.Call(property.Rule, next));
        }

        // After a value: a comma and another key, or the end.
        private int Rest(int key, int index, int made)
        {
            int more = _grammar.Text(_schemas.Style.Comma, key);
            return _requiredFrom[index] == 0 && made >= _plan.Min ? _grammar.Choice(more, _close) : more;
        }

        private int OthersFrom(int made)
        {
            int most = _plan.Max == int.MaxValue ? int.MaxValue : _plan.Max - made;
            if (_plan.Others.Count == 0 || most <= 0 || made + 1 < _plan.Min)
            {
                return _grammar.Choice();
            }

            int other = _grammar.Choice([.. _plan.Others.Select(o => _schemas.Style.Key(_grammar, o.Name, _grammar.Call(o.Rule, GrammarBuilder.End)))]);
            // One more counts for sure; of several two may have the same name.
            return _grammar.Repeat(other, _grammar.Text(_schemas.Style.Comma, other), 1, most, _close);
        }
    }
}
