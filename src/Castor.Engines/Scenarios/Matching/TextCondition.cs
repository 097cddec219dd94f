namespace Castor.Engines.Scenarios.Matching;

/// <summary><c>text</c> and <c>system</c>: one of the patterns is found where it is looked for.</summary>
internal sealed class TextCondition(IReadOnlyList<(TextPattern Pattern, TextScope Scope)> options)
    : Condition(string.Join(" or ", options.Select(o => $"{Name(o.Scope)} {o.Pattern.Canonical}").Order(StringComparer.Ordinal)))
{
    public override bool Holds(CallFacts facts)
    {
        foreach ((TextPattern pattern, TextScope scope) in options)
        {
            string text = scope switch
            {
                TextScope.First => facts.FirstText,
                TextScope.Anywhere => facts.AllText,
                TextScope.System => facts.SystemText,
                _ => facts.NewestText,
            };
            if (pattern.IsMatch(text, facts))
            {
                return true;
            }
        }

        return false;
    }

    private static string Name(TextScope scope) => scope switch
    {
        TextScope.First => "first text",
        TextScope.Anywhere => "text anywhere",
        TextScope.System => "system",
        _ => "text",
    };
}
