using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Makes texts for patterns and formats, within bounds of their length.</summary>
internal static class PatternTexts
{
    private const int Attempts = 60;
    private const int CharactersOfStep = 64;

    /// <summary>Makes a text in which the expression is found, of a length in the bounds; null when none was found.</summary>
    public static string? MakeText(this SchemaPattern pattern, long minLength, long maxLength, EmulatorRandom random, GenerationBudget budget)
    {
        var maker = new PatternText(random);
        long low = Math.Max(minLength, pattern.Root.MinLength);
        long high = Math.Min(maxLength, pattern.Root.MaxLength);
        for (int i = 0; i < Attempts; i++)
        {
            budget.Step();
            const int usualSlack = 9;
            long reach = i < Attempts / 2 ? Math.Min(high, low + usualSlack) : high;
            int wanted = (int)Math.Min(PatternText.Longest, low + random.Next((int)Math.Clamp(reach - low + 1, 1, PatternText.Longest)));
            string? text = maker.Make(pattern.Root, wanted);
            if (text is null)
            {
                continue;
            }

            budget.Step(text.Length / CharactersOfStep);
            int length = InstanceValidator.CodePoints(text);
            if (length < minLength && minLength <= PatternText.Longest)
            {
                string padding = new('a', (int)minLength - length);
                text = i % 2 == 0 ? text + padding : padding + text;
                length = (int)minLength;
            }

            if (length >= minLength && length <= maxLength && pattern.IsMatch(text, budget))
            {
                return text;
            }
        }

        return null;
    }

    /// <summary>Makes a text of a format, of a length in the bounds; null where there is none, or the format is not known.</summary>
    public static string? MakeText(string format, long minLength, long maxLength, EmulatorRandom random, GenerationBudget budget)
    {
        if (StringFormats.Find(format) is not { } known)
        {
            return null;
        }

        foreach (SchemaPattern pattern in known.Samples)
        {
            if (pattern.MakeText(minLength, maxLength, random, budget) is { } text && known.IsValid(text))
            {
                return text;
            }
        }

        return null;
    }
}
