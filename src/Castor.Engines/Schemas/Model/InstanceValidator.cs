namespace Castor.Engines.Schemas;

/// <summary>Tells whether a value satisfies a compiled schema: what every generated value is checked by before it leaves.</summary>
/// <param name="budget">What it may cost.</param>
/// <param name="asDouble">Whether multiples must be multiples for clients too that divide doubles.</param>
internal sealed class InstanceValidator(GenerationBudget budget, bool asDouble = true)
{
    private const int DeepestNesting = 600;

    private int _depth;

    /// <summary>Whether the value satisfies the schema.</summary>
    public bool IsValid(Datum value, SchemaNode node)
    {
        budget.Step();
        if (++_depth > DeepestNesting)
        {
            throw GenerationBudget.TooMuch();
        }

        // References are followed in a loop: chains of them may be longer than the stack is deep.
        bool valid = true;
        for (SchemaNode? at = node; valid && at is not null; at = at.Reference)
        {
            valid = IsValidHere(value, at) && Combined(value, at);
        }

        _depth--;
        return valid;
    }

    /// <summary>Whether the value satisfies what a schema says itself, whatever it refers to and combines.</summary>
    public bool IsValidAlone(Datum value, SchemaNode node) => node.IsComplement || IsValidHere(value, node);

    private bool IsValidHere(Datum value, SchemaNode node)
    {
        if (node.IsComplement)
        {
            return !IsValid(value, node.Negated!);
        }

        JsonKinds kind = JsonKindNames.Of(value);
        if (node.Never || (node.Kinds & kind) == 0 || !node.IsAmongEnum(value))
        {
            return false;
        }

        return kind switch
        {
            JsonKinds.Whole or JsonKinds.Fraction => IsValidNumber(value.Number, node),
            JsonKinds.String => IsValidString(value.Text, node),
            JsonKinds.Array => node.Arrays is null || IsValidArray(value.Items, node.Arrays),
            JsonKinds.Object => node.Objects is null || IsValidObject(value, node.Objects),
            _ => true,
        };
    }

    private bool Combined(Datum value, SchemaNode node)
    {
        if (node.IsComplement)
        {
            return true;
        }

        foreach (SchemaNode part in node.AllOf)
        {
            if (!IsValid(value, part))
            {
                return false;
            }
        }

        if ((node.AnyOf.Count > 0 && Matches(value, node.AnyOf, enough: 1) == 0)
            || (node.OneOf.Count > 0 && Matches(value, node.OneOf, enough: 2) != 1)
            || (node.Not is not null && IsValid(value, node.Not)))
        {
            return false;
        }

        SchemaNode? consequence = node.If is null ? null : IsValid(value, node.If) ? node.Then : node.Else;
        return consequence is null || IsValid(value, consequence);
    }

    private int Matches(Datum value, IReadOnlyList<SchemaNode> branches, int enough)
    {
        int matches = 0;
        for (int i = 0; i < branches.Count && matches < enough; i++)
        {
            matches += IsValid(value, branches[i]) ? 1 : 0;
        }

        return matches;
    }

    private bool IsValidNumber(JsonNumber value, SchemaNode node)
    {
        var range = new NumberRange();
        return range.Add(node) && range.Allows(value, asDouble);
    }

    private bool IsValidString(string text, SchemaNode node)
    {
        if (node.Strings is { } rules)
        {
            int length = CodePoints(text);
            if (length < rules.MinLength || length > rules.MaxLength || (rules.Pattern is not null && !rules.Pattern.IsMatch(text, budget)))
            {
                return false;
            }
        }

        return node.Format is null || StringFormats.IsValid(node.Format, text);
    }

    /// <summary>The length that a schema counts.</summary>
    public static int CodePoints(string text)
    {
        int length = text.Length;
        for (int i = 1; i < text.Length; i++)
        {
            length -= char.IsSurrogatePair(text[i - 1], text[i]) ? 1 : 0;
        }

        return length;
    }

    private bool IsValidArray(IReadOnlyList<Datum> items, ArrayRules rules)
    {
        if (items.Count < rules.MinItems || items.Count > rules.MaxItems || (rules.UniqueItems && HasTwins(items)))
        {
            return false;
        }

        int contained = 0;
        for (int i = 0; i < items.Count; i++)
        {
            if (rules.At(i) is { } item && !IsValid(items[i], item))
            {
                return false;
            }

            contained += rules.Contains is { } contains && IsValid(items[i], contains) ? 1 : 0;
        }

        return rules.Contains is null || (contained >= rules.MinContains && contained <= rules.MaxContains);
    }

    private bool HasTwins(IReadOnlyList<Datum> items)
    {
        for (int i = 1; i < items.Count; i++)
        {
            for (int j = 0; j < i; j++)
            {
                budget.Step();
                if (items[i].SameAs(items[j]))
                {
                    return true;
                }
            }
        }

        return false;
    }

    private bool IsValidObject(Datum value, ObjectRules rules)
    {
        if (value.Members.Count < rules.MinProperties || value.Members.Count > rules.MaxProperties)
        {
            return false;
        }

        foreach (string name in rules.Required)
        {
            if (value.Member(name) is null)
            {
                return false;
            }
        }

        var asked = new List<SchemaNode>();
        foreach ((string name, Datum member) in value.Members)
        {
            if (rules.PropertyNames is not null && !IsValid(Datum.Of(name), rules.PropertyNames))
            {
                return false;
            }

            asked.Clear();
            rules.CollectFor(name, asked, budget);
            foreach (SchemaNode node in asked)
            {
                if (!IsValid(member, node))
                {
                    return false;
                }
            }
        }

        return Dependents(value, rules);
    }

    private bool Dependents(Datum value, ObjectRules rules)
    {
        foreach ((string name, IReadOnlyList<string> others) in rules.DependentRequired)
        {
            foreach (string other in others)
            {
                if (value.Member(name) is not null && value.Member(other) is null)
                {
                    return false;
                }
            }
        }

        foreach ((string name, SchemaNode node) in rules.DependentSchemas)
        {
            if (value.Member(name) is not null && !IsValid(value, node))
            {
                return false;
            }
        }

        return true;
    }
}
