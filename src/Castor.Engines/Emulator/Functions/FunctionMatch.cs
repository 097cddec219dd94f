using Castor.Engines.Emulator.Schemas;

namespace Castor.Engines.Emulator.Functions;

/// <summary>Tells how well a text asks for a function. The rule is told in docs/structured-output.md.</summary>
internal static class FunctionMatch
{
    /// <summary>A text with fewer points does not ask for a function.</summary>
    public const int Enough = 4;

    /// <summary>What is enough where there is only one function and the text is a request.</summary>
    public const int EnoughAlone = 2;

    private const int Named = 10;

    /// <summary>The points of a part of a prompt.</summary>
    public static int Score(DeclaredFunction function, PromptValues prompt, int first, int last, int enough)
    {
        int score = IsNamed(function, prompt.Tokens, first, last) ? Named : 0;
        var said = new HashSet<string>(StringComparer.Ordinal);
        for (int i = first; i <= last; i++)
        {
            string meaning = Concepts.Of(prompt.Tokens, i);
            if (meaning.Length > 0 && !English.IsStop(prompt.Tokens[i].Text))
            {
                said.Add(meaning);
            }
        }

        int telling = Count(function.TellingWords, said);
        bool all = telling > 0 && telling == function.TellingWords.Count;
        score += (function.IsGeneral && !all ? 3 : 4) * Math.Min(telling, 2);
        score += all ? 1 : 0;
        score += Shared(function, said, prompt.Tokens, first, last);
        int described = Count(function.DescriptionWords, said);
        score += Math.Min(described, 3) + (described > 1 && described * 2 >= function.DescriptionWords.Count ? 1 : 0);

        // Parameters alone are not enough among several functions, and looking for them costs the most.
        return score > 0 || enough < Enough ? score + Parameters(function, prompt, first, last) : 0;
    }

    /// <summary>Where the text first names what tells the function from others; the largest number where it does not.</summary>
    public static int FirstTelling(DeclaredFunction function, PromptValues prompt, int first, int last)
    {
        for (int i = first; i <= last; i++)
        {
            if (function.TellingWords.Contains(Concepts.Of(prompt.Tokens, i)))
            {
                return i;
            }
        }

        return int.MaxValue;
    }

    // The general words of the name: "read" of read_file; an operation only counts in full where it has two numbers to work on.
    private static int Shared(DeclaredFunction function, HashSet<string> said, IReadOnlyList<PromptToken> tokens, int first, int last)
    {
        int numbers = 0;
        for (int i = first; i <= last; i++)
        {
            numbers += tokens[i].Kind == PromptTokenKind.Number ? 1 : 0;
        }

        int shared = 0;
        foreach (string word in function.NameWords)
        {
            string meaning = Concepts.Of(word);
            bool told = said.Contains(meaning);
            shared = Math.Max(shared, told && Concepts.IsArithmetic(meaning) && numbers > 1 ? 4 : told && English.IsGeneric(word) && !function.IsGeneral ? 2 : 0);
        }

        return shared;
    }

    /// <summary>Whether the text itself names the function, or a word of its name that tells it from others.</summary>
    public static bool Tells(DeclaredFunction function, PromptValues prompt, int first, int last) =>
        FirstTelling(function, prompt, first, last) != int.MaxValue || IsNamed(function, prompt.Tokens, first, last);

    private static bool IsNamed(DeclaredFunction function, IReadOnlyList<PromptToken> tokens, int first, int last)
    {
        IReadOnlyList<string> words = function.NameWords;
        for (int i = first; i <= last; i++)
        {
            PromptToken token = tokens[i];
            bool single = words.Count == 1 && token.Text.Length < 3;
            if (token.Kind is PromptTokenKind.Word or PromptTokenKind.Quoted && token.Text.Equals(function.Name, StringComparison.OrdinalIgnoreCase)
                && (!single || IsCalled(tokens, i)))
            {
                return words.Count > 1 || token.Kind == PromptTokenKind.Quoted || IsCalled(tokens, i);
            }

            int matched = 0;
            while (words.Count > 1 && matched < words.Count && i + matched <= last
                && tokens[i + matched].Kind == PromptTokenKind.Word && tokens[i + matched].Text.Equals(words[matched], StringComparison.OrdinalIgnoreCase))
            {
                matched++;
            }

            if (words.Count > 1 && matched == words.Count)
            {
                return true;
            }
        }

        return false;
    }

    // "call f", "use the f function": a name of one common word or letter is only meant where it is called.
    private static bool IsCalled(IReadOnlyList<PromptToken> tokens, int at)
    {
        bool before = false;
        for (int i = Math.Max(0, at - 2); i < at; i++)
        {
            before |= tokens[i].IsAny("call", "use", "using", "run", "invoke", "execute");
        }

        return before || (at + 1 < tokens.Count && (tokens[at + 1].IsAny("function", "tool") || tokens[at + 1].Text == "("));
    }

    private static int Count(IReadOnlyList<string> words, HashSet<string> said)
    {
        int count = 0;
        for (int i = 0; i < words.Count; i++)
        {
            count += said.Contains(words[i]) ? 1 : 0;
        }

        return count;
    }

    private static int Parameters(DeclaredFunction function, PromptValues prompt, int first, int last)
    {
        const int mostParameters = 32;
        int named = 0;
        int chosen = 0;
        for (int i = 0; i < Math.Min(function.Parameters.Count, mostParameters); i++)
        {
            (string name, IReadOnlyList<string> values) = function.Parameters[i];
            named += prompt.NamesValue(name, first, last) ? 1 : 0;
            foreach (string value in values)
            {
                int at = value.Length > 1 ? prompt.Find(value) : -1;
                if (at >= prompt.Tokens[first].Start && at < prompt.Tokens[last].End)
                {
                    chosen = 2;
                    break;
                }
            }
        }

        return Math.Min(named, 2) + chosen;
    }
}
