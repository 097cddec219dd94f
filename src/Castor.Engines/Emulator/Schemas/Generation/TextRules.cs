using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>All that the schemas of a goal ask of a string, taken together.</summary>
internal sealed class TextRules
{
    private readonly GenerationBudget _budget;

    /// <summary>Gathers the rules.</summary>
    public TextRules(Goal goal, GenerationBudget budget)
    {
        _budget = budget;
        foreach (SchemaNode node in goal.Nodes)
        {
            if (node.Strings is { } rules)
            {
                MinLength = Math.Max(MinLength, rules.MinLength);
                MaxLength = Math.Min(MaxLength, rules.MaxLength);
                if (rules.Pattern is not null)
                {
                    Patterns.Add(rules.Pattern);
                }
            }

            if (node.Format is { } format && StringFormats.IsKnown(format))
            {
                Formats.Add(format);
            }
        }
    }

    public long MinLength { get; }

    public long MaxLength { get; } = long.MaxValue;

    public List<SchemaPattern> Patterns { get; } = [];

    public List<string> Formats { get; } = [];

    /// <summary>Whether a text is allowed.</summary>
    public bool Allow(string text)
    {
        if (text.Length < MinLength || (text.Length > MaxLength && InstanceValidator.CodePoints(text) > MaxLength))
        {
            return false;
        }

        if (MinLength > 0 && InstanceValidator.CodePoints(text) < MinLength)
        {
            return false;
        }

        foreach (string format in Formats)
        {
            if (!StringFormats.IsValid(format, text))
            {
                return false;
            }
        }

        foreach (SchemaPattern pattern in Patterns)
        {
            if (!pattern.IsMatch(text, _budget))
            {
                return false;
            }
        }

        return true;
    }
}
