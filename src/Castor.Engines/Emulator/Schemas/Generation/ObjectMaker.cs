using System.Diagnostics.CodeAnalysis;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Makes objects.</summary>
internal sealed class ObjectMaker(InstanceGenerator generator)
{
    private const int UsualEntries = 2;
    private const int NameAttempts = 60;
    private const int LongestName = 40;

    /// <summary>Makes an object that satisfies the goal.</summary>
    public bool TryMake(Goal goal, Site site, [NotNullWhen(true)] out Datum? value)
    {
        value = null;
        var shape = new ObjectShape(goal, generator.Budget);
        List<string>? names = ChooseNames(shape, site);
        if (names is null)
        {
            return false;
        }

        var sites = new Dictionary<string, Site>(names.Count, StringComparer.Ordinal);
        foreach (string name in names)
        {
            sites[name] = site.Property(name);
            sites[name].IsRequired = shape.IsRequired(name);
        }

        DealValues(shape, names, sites, site);
        List<KeyValuePair<string, Datum>>? members = MakeMembers(shape, names, sites);
        generator.Values.Unclaim(site);
        if (members is null)
        {
            return false;
        }

        shape.DropDependents(members);
        if (!AddEntries(shape, members, site))
        {
            return false;
        }

        value = Datum.Of(members);
        return true;
    }

    private List<KeyValuePair<string, Datum>>? MakeMembers(ObjectShape shape, List<string> names, Dictionary<string, Site> sites)
    {
        var members = new List<KeyValuePair<string, Datum>>(names.Count);
        foreach (string name in names)
        {
            (int, int Taken) mark = generator.Values.Mark();
            bool required = shape.IsRequired(name);
            bool made = generator.TryMake(shape.WantedFor(name), sites[name], out Datum? member);
            if (!made && required)
            {
                return null;
            }

            bool named = generator.Values.Taken > mark.Taken;
            if (!made || (!required && !named && generator.Values.Mode == FillMode.Named))
            {
                generator.Values.Rewind(mark);
                continue;
            }

            members.Add(new(name, member!));
        }

        return members;
    }

    private List<string>? ChooseNames(ObjectShape shape, Site site)
    {
        var names = new List<string>();
        int required = 0;
        foreach (string name in shape.Names)
        {
            bool must = shape.IsRequired(name);
            if (shape.IsForbidden(name) || !IsNameAllowed(shape, name))
            {
                if (must)
                {
                    generator.Fail(site, $"the property {name} is required and not allowed");
                    return null;
                }

                continue;
            }

            required += must ? 1 : 0;
            if (must || !site.IsMinimal)
            {
                names.Add(name);
            }
        }

        if (required > shape.MaxProperties || shape.MinProperties > shape.MaxProperties)
        {
            generator.Fail(site, "maxProperties is less than the number of properties that must be");
            return null;
        }

        for (int i = names.Count - 1; i >= 0 && names.Count > shape.MaxProperties; i--)
        {
            if (!shape.IsRequired(names[i]))
            {
                names.RemoveAt(i);
            }
        }

        return names;
    }

    private bool IsNameAllowed(ObjectShape shape, string name)
    {
        foreach (SchemaNode rule in shape.NameRules)
        {
            if (!generator.Validator.IsValid(Datum.Of(name), rule))
            {
                return false;
            }
        }

        return true;
    }

    private void DealValues(ObjectShape shape, List<string> names, Dictionary<string, Site> sites, Site site)
    {
        if (site.Index > 0 || site.IsRetry || generator.Values.Tokens.Count == 0)
        {
            return;
        }

        var numeric = new List<(Site, Func<decimal, bool>)>();
        foreach (string name in names)
        {
            var goal = Goal.Of(shape.WantedFor(name));
            bool container = (goal.Kinds & (JsonKinds.Array | JsonKinds.Object)) != 0;
            if (!container && (goal.Kinds & JsonKinds.String) != 0)
            {
                generator.Values.Claim(sites[name]);
            }
            else if (!container && (goal.Kinds & JsonKinds.Number) != 0 && ScalarMaker.Range(goal) is { } range)
            {
                numeric.Add((sites[name], number => range.Allows(new JsonNumber(number))));
            }
        }

        generator.Values.Numbers.Assign(numeric);
    }

    // Entries of a map, and what minProperties still lacks.
    private bool AddEntries(ObjectShape shape, List<KeyValuePair<string, Datum>> members, Site site)
    {
        bool map = shape.Names.Count == 0 && shape.IsMap && !site.IsMinimal && generator.Values.Mode == FillMode.Everything;
        long wanted = Math.Clamp(map ? UsualEntries : 0, shape.MinProperties, shape.MaxProperties);
        if (members.Count >= wanted)
        {
            return true;
        }

        var taken = new HashSet<string>(members.Select(member => member.Key), StringComparer.Ordinal);
        List<string> left = LeftOut(shape, taken);
        for (int attempt = 0; members.Count < wanted && attempt < wanted + NameAttempts + left.Count; attempt++)
        {
            string? name = EntryName(shape, left, taken, attempt, site);
            if (name is null || taken.Contains(name) || shape.IsForbidden(name) || !IsNameAllowed(shape, name))
            {
                continue;
            }

            if (generator.TryMake(shape.WantedFor(name), site.Property(name), out Datum? member))
            {
                members.Add(new(name, member));
                taken.Add(name);
            }
        }

        return members.Count >= shape.MinProperties || generator.Fail(site, "there are not enough properties for minProperties");
    }

    // Declared properties that were left out may be needed for the number; those that would go round in a circle are not.
    private List<string> LeftOut(ObjectShape shape, HashSet<string> taken)
    {
        var left = new List<string>();
        foreach (string name in shape.Names)
        {
            if (!taken.Contains(name) && !shape.WantedFor(name).Exists(generator.IsUnderWay))
            {
                left.Add(name);
            }
        }

        return left;
    }

    private string? EntryName(ObjectShape shape, List<string> left, HashSet<string> taken, int attempt, Site site)
    {
        if (attempt < left.Count)
        {
            return left[attempt];
        }

        int turn = attempt - left.Count;
        if (shape.NamePatterns.Count > 0)
        {
            SchemaPattern pattern = shape.NamePatterns[turn % shape.NamePatterns.Count];
            string? name = pattern.MakeText(1, LongestName, generator.Random, generator.Budget);
            // "^x_" says how a name begins: another one is longer.
            return name is not null && taken.Contains(name) && name.Length < LongestName
                ? pattern.MakeText(name.Length + 1 + generator.Random.Next(3), LongestName, generator.Random, generator.Budget)
                : name;
        }

        if (shape.NameRules.Count > 0)
        {
            return generator.TryMake(shape.NameRules, site.Item(turn), out Datum? made) && made.Kind == System.Text.Json.JsonValueKind.String ? made.Text : null;
        }

        string stem = site.Words.Count > 0 ? site.Words[^1].TrimEnd('s') : "key";
        return stem + "_" + (turn + 1);
    }
}
