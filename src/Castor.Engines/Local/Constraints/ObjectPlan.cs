using System.Text.Json;
using Castor.Engines.Schemas;
using Castor.Inference.Constraints;

namespace Castor.Engines.Local.Constraints;

/// <summary>What is written of an object: its properties in order, the languages of other names, and how many there are.</summary>
internal sealed class ObjectPlan
{
    // What a key without quotes may have in it.
    private static readonly CodePointSet s_bareKey = CodePointSet.Of(('a', 'z'), ('A', 'Z'), ('0', '9'), ('_', '_'), ('-', '-'), ('.', '.'));

    private readonly SchemaGrammar _schemas;
    private readonly ObjectRules[] _rules;
    private readonly string _path;
    private readonly List<Property> _properties = [];
    private readonly List<Other> _others = [];

    public ObjectPlan(SchemaGrammar schemas, ObjectRules[] rules, string path)
    {
        _schemas = schemas;
        _rules = rules;
        _path = path;
        Min = (int)Math.Min(int.MaxValue, rules.Select(r => r.MinProperties).DefaultIfEmpty(0).Max());
        Max = (int)Math.Min(int.MaxValue, rules.Select(r => r.MaxProperties).DefaultIfEmpty(long.MaxValue).Min());
        AddProperties();
        AddOthers();
        Check();
    }

    /// <summary>The properties that are known, in the order they are written in.</summary>
    public IReadOnlyList<Property> Properties => _properties;

    /// <summary>Properties of other names.</summary>
    public IReadOnlyList<Other> Others => _others;

    public int Min { get; }

    public int Max { get; }

    /// <summary>Why there is no such object; null where there may be.</summary>
    public string? Impossible { get; private set; }

    private void AddProperties()
    {
        HashSet<string> required = Required();
        var names = new List<string>();
        var known = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<string> declared = _rules.SelectMany(r => r.Properties.Select(p => p.Key));
        IEnumerable<string> ordering = _rules.SelectMany(r => r.PropertyOrdering).Where(declared.ToHashSet(StringComparer.Ordinal).Contains);
        foreach (string name in ordering.Concat(declared).Concat(required).Concat(ListedNames()))
        {
            if (known.Add(name))
            {
                names.Add(name);
            }
        }

        // A template that declares its parameters by name has taught the model to write them so.
        IEnumerable<string> order = _schemas.Style.IsJson ? names : names.OrderBy(n => n.ToLowerInvariant(), StringComparer.Ordinal);
        foreach (string name in order)
        {
            var asked = new List<SchemaNode>();
            foreach (ObjectRules rules in _rules)
            {
                rules.CollectFor(name, asked);
            }

            if (asked.Exists(n => n.Never))
            {
                Impossible ??= required.Contains(name) ? $"\"{name}\" is required and may not be there" : null;
            }
            else if (NameFits(name))
            {
                _properties.Add(new Property(name, _schemas.RuleOf(SchemaGoal.Of(asked)), required.Contains(name)));
            }
            else if (required.Contains(name))
            {
                Impossible = $"propertyNames does not allow \"{name}\", which is required";
            }
        }
    }

    // Of many dependents, what a property requires is required always: narrower than asked, and never wrong.
    private HashSet<string> Required()
    {
        var required = new HashSet<string>(_rules.SelectMany(r => r.Required), StringComparer.Ordinal);
        foreach (ObjectRules rules in _rules.Where(r => !OpenChoices.AreChosen(r.DependentRequired)))
        {
            required.UnionWith(rules.DependentRequired.SelectMany(d => d.Value));
        }

        return required;
    }

    // Names that propertyNames lists are as good as declared.
    private IEnumerable<string> ListedNames() => _rules.All(r => r.AdditionalProperties is not { Never: true })
        ? _rules.SelectMany(r => r.PropertyNames is { } names ? SchemaGoal.Of([names]).Nodes : []).Where(n => n.Enum is not null)
            .SelectMany(n => n.Enum!).Where(v => v.Kind == JsonValueKind.String).Select(v => v.Text)
        : [];

    private bool NameFits(string name) =>
        _rules.All(r => r.PropertyNames is null || _schemas.Validator.IsValid(Datum.Of(name), r.PropertyNames));

    private void AddOthers()
    {
        SchemaPattern[] patterns = [.. _rules.SelectMany(r => r.PatternProperties.Select(p => p.Key)).DistinctBy(p => p.Source)];
        foreach (SchemaPattern pattern in patterns)
        {
            List<SchemaNode> asked = [];
            foreach (ObjectRules rules in _rules)
            {
                IEnumerable<SchemaNode> named = rules.PatternProperties.Where(p => p.Key.Source == pattern.Source).Select(p => p.Value);
                asked.AddRange(named.Any() ? named : rules.AdditionalProperties is { } additional ? [additional] : []);
            }

            AddOther(asked, pattern, patterns.Where(p => p != pattern));
        }

        // Beside declared properties others are written only where the schema speaks of them.
        bool speaks = _rules.Any(r => r.AdditionalProperties is not null);
        if (speaks || !_rules.Any(r => r.Declares && (r.Properties.Count > 0 || r.PatternProperties.Count > 0 || r.Required.Count > 0)))
        {
            AddOther([.. _rules.Select(r => r.AdditionalProperties).OfType<SchemaNode>()], null, patterns);
        }
    }

    private void AddOther(IReadOnlyList<SchemaNode> asked, SchemaPattern? pattern, IEnumerable<SchemaPattern> without)
    {
        if (asked.Any(n => n.Never) || Max <= 0)
        {
            return;
        }

        foreach (SchemaGoal goal in Leaves(SchemaGoal.Of(_rules.Select(r => r.PropertyNames).OfType<SchemaNode>())))
        {
            TextTerminal? name = null;
            SchemaGrammar.Held(_path, () => name = Names(goal, pattern, without));
            if (name is not null)
            {
                _others.Add(new Other(name, _schemas.RuleOf(SchemaGoal.Of(asked))));
            }
        }
    }

    // The ways in which a name may be right. Names that are listed were taken as declared.
    private IEnumerable<SchemaGoal> Leaves(SchemaGoal goal)
    {
        foreach (SchemaGoal way in _schemas.Choices.Of(goal).Where(g => g.Kinds.HasFlag(JsonKinds.String) && !g.Nodes.Exists(n => n.Enum is not null)))
        {
            Unheld.Refuse(way, JsonKinds.String);
            yield return way;
        }
    }

    private TextTerminal? Names(SchemaGoal goal, SchemaPattern? pattern, IEnumerable<SchemaPattern> without)
    {
        return _schemas.Strings(goal, _schemas.Style.Spelling, language =>
        {
            if (pattern is not null)
            {
                language.AddPattern(pattern);
            }

            if (!_schemas.Style.IsJson)
            {
                language.AddCharacters(s_bareKey, "bare");
            }

            foreach (SchemaPattern other in without)
            {
                language.Exclude(other);
            }

            language.Exclude(_rules.SelectMany(r => r.Properties.Select(p => p.Key)).Concat(_properties.Select(p => p.Name)).ToHashSet(StringComparer.Ordinal));
        });
    }

    private void Check()
    {
        int required = _properties.Count(p => p.IsRequired);
        if (Max < Min || Max < required)
        {
            Impossible = "maxProperties is less than what is required";
        }
        else if (Min > _properties.Count + Math.Min(1, _others.Count))
        {
            if (_others.Count > 0)
            {
                throw new SchemaRefusedException(_path, "minProperties cannot be held so far beyond the declared properties");
            }

            Impossible = "minProperties is more than there are properties";
        }
    }

    /// <summary>A property by its name.</summary>
    /// <param name="Name">The name.</param>
    /// <param name="Rule">The rule of its value.</param>
    /// <param name="IsRequired">Whether it is always there.</param>
    internal sealed record Property(string Name, int Rule, bool IsRequired);

    /// <summary>Properties of a language of names.</summary>
    /// <param name="Name">The names as they are spelt.</param>
    /// <param name="Rule">The rule of their values.</param>
    internal sealed record Other(TextTerminal Name, int Rule);
}
