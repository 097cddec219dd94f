using System.Text.Json;
using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Functions;

/// <summary>Finds what stands in one list with a value: of "Paris, Rome and Oslo" the other two, and of "in Paris ... in Oslo" the other one.</summary>
internal static class ListedValues
{
    /// <summary>The other members of the list, in order.</summary>
    public static List<string> Others(PromptValues prompt, Datum value)
    {
        var others = new List<string>();
        if (value.Kind == JsonValueKind.String)
        {
            PromptEntity? own = prompt.Entities.FirstOrDefault(entity => entity.Text == value.Text);
            foreach (PromptEntity entity in prompt.Entities)
            {
                bool together = own is not null && (entity.Group == own.Group || (own.Before is "in" or "at" or "near" && entity.Before == own.Before));
                if (together && entity != own && !English.IsOfCalendar(entity.Text))
                {
                    others.Add(entity.Text);
                }
            }
        }

        int at = TokenOf(prompt, value);
        if (others.Count > 0 || at < 0)
        {
            return others;
        }

        for (int next = Next(prompt.Tokens, at); next > 0; next = Next(prompt.Tokens, next))
        {
            others.Add(prompt.Tokens[next].Text);
        }

        return others;
    }

    private static int TokenOf(PromptValues prompt, Datum value)
    {
        for (int i = 0; i < prompt.Tokens.Count; i++)
        {
            PromptToken token = prompt.Tokens[i];
            bool same = value.Kind == JsonValueKind.Number
                ? token.Kind == PromptTokenKind.Number && value.Number.IsExact && token.Number == value.Number.Exact && !IsRange(prompt.Tokens, i)
                : token.Kind is PromptTokenKind.Quoted or PromptTokenKind.Email or PromptTokenKind.Url or PromptTokenKind.Path && token.Text == value.Text;
            if (same)
            {
                return i;
            }
        }

        return -1;
    }

    // "between 5 and 10" are two ends of one thing.
    private static bool IsRange(IReadOnlyList<PromptToken> tokens, int at) => at > 0 && (tokens[at - 1].IsAny("between", "from"));

    private static int Next(IReadOnlyList<PromptToken> tokens, int at)
    {
        int next = at + 1;
        while (next < tokens.Count && (tokens[next].Text is "," or "&" || tokens[next].IsAny("and", "or")))
        {
            next++;
        }

        return next > at + 1 && next < tokens.Count && tokens[next].Kind == tokens[at].Kind ? next : -1;
    }
}
