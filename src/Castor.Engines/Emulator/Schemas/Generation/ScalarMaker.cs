using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Makes values without parts: first what the prompt names, then the schema's example, then what the property's name suggests.</summary>
internal sealed class ScalarMaker(InstanceGenerator generator)
{
    private const int RandomAttempts = 200;

    /// <summary>Chooses one of the allowed values.</summary>
    public bool TryChoose(Goal goal, IReadOnlyList<Datum> allowed, Site site, [NotNullWhen(true)] out Datum? value)
    {
        value = null;
        var valid = new List<Datum>();
        var named = new List<(int At, Datum Value)>();
        foreach (Datum candidate in allowed)
        {
            if (!generator.Satisfies(candidate, goal))
            {
                continue;
            }

            int at = candidate.Kind == JsonValueKind.String && allowed.Count > 1 ? generator.Values.Find(candidate.Text) : -1;
            if (at >= 0)
            {
                named.Add((at, candidate));
            }
            else
            {
                valid.Add(candidate);
            }
        }

        if (valid.Count + named.Count == 0)
        {
            return generator.Fail(site, "no value of the enum satisfies the schema");
        }

        // The items of an array take the named ones in turn.
        int turn = site.IsItem ? site.Index : 0;
        if (turn < named.Count && !site.IsRetry)
        {
            value = named.OrderBy(entry => entry.At).ElementAt(turn).Value;
            generator.Values.Use(0, -1);
            return true;
        }

        valid.AddRange(named.Where(_ => valid.Count == 0 || site.IsRetry).Select(entry => entry.Value).ToArray());

        if (site.IsRetry)
        {
            // One after the other, so that none is missed.
            value = valid[Math.Max(0, site.Index) % valid.Count];
            return true;
        }

        if (valid.Count > 1)
        {
            valid.RemoveAll(candidate => candidate.Kind == JsonValueKind.Null);
        }

        if (valid.Count > 1 && TryExampleOf(goal, valid, site, out value))
        {
            return true;
        }

        value = valid[generator.Random.Next(valid.Count)];
        return true;
    }

    /// <summary>Makes a boolean.</summary>
    public bool TryMakeBoolean(Goal goal, Site site, [NotNullWhen(true)] out Datum? value)
    {
        if (site.IsRetry && site.IsItem)
        {
            // In pairs, since every second try may be of another kind.
            value = Datum.Of(site.Index / 2 % 2 == 0);
            return true;
        }

        if (generator.Values.TakeBoolean(site) is { } said)
        {
            value = Datum.Of(said);
            return true;
        }

        if (!generator.TryExample(goal, JsonValueKind.True, site, out value))
        {
            value = Datum.Of(generator.Random.Next(3) > 0);
        }

        return true;
    }

    /// <summary>What the schemas ask of a number; null where they exclude each other.</summary>
    public static NumberRange? Range(Goal goal)
    {
        var range = new NumberRange();
        if ((goal.Kinds & JsonKinds.Fraction) == 0)
        {
            range.OnlyWhole();
        }

        foreach (SchemaNode node in goal.Nodes)
        {
            if (!range.Add(node))
            {
                return null;
            }
        }

        return range;
    }

    /// <summary>Makes a number.</summary>
    public bool TryMakeNumber(Goal goal, Site site, [NotNullWhen(true)] out Datum? value)
    {
        value = null;
        if (Range(goal) is not { } range)
        {
            return generator.Fail(site, "multipleOf is not a number that can be worked with");
        }

        // A fraction alone can be asked for by excluding integers.
        bool fraction = (goal.Kinds & JsonKinds.Whole) == 0;
        bool Fits(decimal number) => range.Allows(new JsonNumber(number)) && !(fraction && decimal.Truncate(number) == number);
        decimal? found = generator.Values.TakeNumber(site, Fits);
        if (found is null && generator.TryExample(goal, JsonValueKind.Number, site, out value))
        {
            return true;
        }

        found ??= NumberSamples.Suggest(site.Words, range.Whole, generator.Random) is { } suggested && Fits(suggested) ? suggested : null;
        var picker = new NumberPicker(range);
        for (int i = 0; i < RandomAttempts && found is null; i++)
        {
            generator.Budget.Step();
            if (picker.Pick(generator.Random, i) is not { } picked)
            {
                break;
            }

            found = Fits(picked) ? picked : null;
        }

        if (found is null)
        {
            return generator.Fail(site, "no number lies within the bounds");
        }

        value = Datum.Of(found.Value);
        return true;
    }

    /// <summary>Makes a string.</summary>
    public bool TryMakeString(Goal goal, Site site, [NotNullWhen(true)] out Datum? value)
    {
        var rules = new TextRules(goal, generator.Budget);
        generator.Budget.Characters(rules.MinLength);
        if (rules.MinLength > rules.MaxLength)
        {
            value = null;
            return generator.Fail(site, "minLength is greater than maxLength");
        }

        string? text = generator.Values.TakeString(site, rules.Allow);
        if (text is null && rules.Patterns.Count > 0 && !site.IsRetry)
        {
            text = generator.Values.TakeMatch(rules.Patterns[0], rules.Allow);
        }

        if (text is null && generator.TryExample(goal, JsonValueKind.String, site, out value))
        {
            return true;
        }

        text ??= Invent(rules, site);
        value = text is null ? null : Datum.Of(text);
        generator.Budget.Characters(text?.Length ?? 0);
        string reason = rules.Patterns.Count > 0 ? "no text was found that the pattern and the lengths allow" : "no text fits the format and the lengths";
        return value is not null || generator.Fail(site, reason);
    }

    private string? Invent(TextRules rules, Site site)
    {
        if (rules.Formats.Count == 0 && rules.Patterns.Count == 0)
        {
            string text = SampleTexts.Suggest(site, generator.Values, generator.Random);
            return SampleTexts.Fit(site.IsRetry && site.IsItem ? SampleTexts.Numbered(text, site.Index, rules.MaxLength) : text, rules.MinLength, rules.MaxLength);
        }

        if (SampleTexts.Word(site, generator.Random) is { } word && rules.Allow(word))
        {
            return word;
        }

        for (int i = 0; i < 8; i++)
        {
            foreach (string format in rules.Formats)
            {
                if (PatternTexts.MakeText(format, rules.MinLength, rules.MaxLength, generator.Random, generator.Budget) is { } text && rules.Allow(text))
                {
                    return text;
                }
            }

            foreach (SchemaPattern pattern in rules.Patterns)
            {
                if (pattern.MakeText(rules.MinLength, rules.MaxLength, generator.Random, generator.Budget) is { } text && rules.Allow(text))
                {
                    return text;
                }
            }
        }

        return null;
    }

    private static bool TryExampleOf(Goal goal, List<Datum> allowed, Site site, [NotNullWhen(true)] out Datum? value)
    {
        value = null;
        foreach (SchemaNode node in goal.Nodes)
        {
            foreach (Datum example in node.Examples)
            {
                if (site.Index <= 0 && allowed.Exists(example.SameAs))
                {
                    value = example;
                    return true;
                }
            }
        }

        return false;
    }
}
