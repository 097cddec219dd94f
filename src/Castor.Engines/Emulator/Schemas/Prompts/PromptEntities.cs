using System.Text;

namespace Castor.Engines.Emulator.Schemas;

/// <summary>Finds the names in a prompt.</summary>
internal static class PromptEntities
{
    /// <summary>The names, in order.</summary>
    public static List<PromptEntity> Find(IReadOnlyList<PromptToken> tokens)
    {
        var found = new List<PromptEntity>();
        int group = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            if (!StartsName(tokens, i))
            {
                continue;
            }

            int last = NameEnd(tokens, i);
            bool joined = found.Count > 0 && IsJoined(tokens, found[^1].Last, i);
            bool region = found.Count > 0 && last == i && tokens[i].Start > 0 && IsRegionOf(tokens, found[^1], i);
            if (region)
            {
                // "Paris, France" and "San Francisco, CA" are one place.
                found[^1] = found[^1] with { Text = found[^1].Text + ", " + tokens[i].Text, Last = i };
                continue;
            }

            group += joined ? 0 : 1;
            string before = joined ? found[^1].Before : Preposition(tokens, i);
            bool weak = tokens[i].StartsSentence && last == i && !tokens[i].IsAcronym && !tokens[i].IsIdentifier && before.Length == 0;
            found.Add(new PromptEntity(Join(tokens, i, last), i, last, before, weak, group));
            i = last;
        }

        return found;
    }

    private static bool StartsName(IReadOnlyList<PromptToken> tokens, int i)
    {
        PromptToken token = tokens[i];
        if (!token.IsCapitalised || token.Text.Length < 2 || English.IsStop(token.Text))
        {
            return false;
        }

        return !token.StartsSentence || !English.IsCommand(token.Text);
    }

    private static int NameEnd(IReadOnlyList<PromptToken> tokens, int first)
    {
        int last = first;
        for (int i = first + 1; i < tokens.Count && tokens[i].Start - tokens[i - 1].End <= 1; i++)
        {
            if (tokens[i].IsCapitalised && !tokens[i].StartsSentence && !(English.IsStop(tokens[i].Text) && tokens[i].Text.Length < 3))
            {
                last = i;
            }
            else if (!(tokens[i].Text is "of" or "de" or "la" or "del" or "van" or "von" or "der" or "da" or "di" or "le" && i == last + 1))
            {
                break;
            }
        }

        return last;
    }

    private static string Join(IReadOnlyList<PromptToken> tokens, int first, int last)
    {
        if (first == last)
        {
            return WithoutGenitive(tokens[first].Text);
        }

        var text = new StringBuilder();
        for (int i = first; i <= last; i++)
        {
            text.Append(i > first ? " " : "").Append(i == last ? WithoutGenitive(tokens[i].Text) : tokens[i].Text);
        }

        return text.ToString();
    }

    private static string WithoutGenitive(string word) =>
        word.EndsWith("'s", StringComparison.Ordinal) || word.EndsWith("’s", StringComparison.Ordinal) ? word[..^2] : word;

    // Up to one article and one common noun may stand between: "in the city of Paris", "to my friend Bob".
    private static string Preposition(IReadOnlyList<PromptToken> tokens, int first)
    {
        for (int i = first - 1; i >= 0 && i >= first - 3 && tokens[i].Kind == PromptTokenKind.Word; i--)
        {
            if (English.IsPreposition(tokens[i].Text))
            {
                return tokens[i].Text.ToLowerInvariant();
            }

            if (tokens[i].StartsSentence)
            {
                break;
            }
        }

        return "";
    }

    // "Paris, Rome and Oslo", and also "in Paris, and in Oslo" and "Paris: 20, Oslo: 15".
    private static bool IsJoined(IReadOnlyList<PromptToken> tokens, int last, int next)
    {
        const int farthest = 5;
        bool joined = false;
        for (int i = last + 1; i < next && next - last <= farthest; i++)
        {
            PromptToken token = tokens[i];
            bool joins = token.Text is "," or "&" || token.IsAny("and", "or", "vs", "versus");
            bool mayStand = joins || token.Kind == PromptTokenKind.Number || token.Text is ":" or "="
                || (i == next - 1 && joined && (token.IsAny("in", "for")));
            if (!mayStand)
            {
                return false;
            }

            joined |= joins;
        }

        return joined;
    }

    private static bool IsRegionOf(IReadOnlyList<PromptToken> tokens, PromptEntity place, int next) =>
        next == place.Last + 2
        && tokens[place.Last + 1].Text == ","
        && (English.IsRegion(tokens[next].Text) || (tokens[next].IsAcronym && tokens[next].Text.Length == 2))
        && !English.IsRegion(place.Text);
}
