namespace Castor.Engines.Emulator.Schemas;

/// <summary>Lists the days and times of a prompt.</summary>
internal static class TimeCandidates
{
    /// <summary>Days: as ISO dates, with the time of the prompt for properties that want both, and words such as "tomorrow".</summary>
    public static IEnumerable<PromptCandidate> Dates(IReadOnlyList<PromptToken> tokens)
    {
        string clock = "T00:00:00Z";
        foreach (PromptToken token in tokens)
        {
            clock = token.Kind == PromptTokenKind.Time ? "T" + token.Text + "Z" : clock;
        }

        for (int i = 0; i < tokens.Count; i++)
        {
            PromptToken token = tokens[i];
            if (token.Kind == PromptTokenKind.Date)
            {
                yield return new PromptCandidate(token.Text, i, i);
                yield return new PromptCandidate(token.Text + clock, i, i);
            }
            else if (ValueClasses.Has(ValueClass.Weekday, token.Text) || token.IsAny("today", "tomorrow", "yesterday", "tonight"))
            {
                yield return new PromptCandidate(token.Text, i, i);
            }
        }
    }

    /// <summary>Times of day.</summary>
    public static IEnumerable<PromptCandidate> Times(IReadOnlyList<PromptToken> tokens)
    {
        for (int i = 0; i < tokens.Count; i++)
        {
            PromptToken token = tokens[i];
            if (token.Kind == PromptTokenKind.Time)
            {
                yield return new PromptCandidate(token.Text[..5], i, i);
                yield return new PromptCandidate(token.Text + "Z", i, i);
            }
            else if (token.Kind == PromptTokenKind.Number && token.Unit.ToLowerInvariant() is "am" or "pm" && token.Number is >= 1 and <= 12)
            {
                int hour = ((int)token.Number % 12) + (token.Unit.Equals("pm", StringComparison.OrdinalIgnoreCase) ? 12 : 0);
                yield return new PromptCandidate($"{hour:00}:00", i, i);
                yield return new PromptCandidate($"{hour:00}:00:00Z", i, i);
            }
        }
    }
}
