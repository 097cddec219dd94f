using Castor.Engines.Emulator.Schemas;

namespace Castor.Engines.Emulator.Functions;

/// <summary>
/// Cuts a prompt into steps that follow each other ("..., then ...") and a step into parts that each ask for a function ("... and ...").
/// </summary>
internal sealed class PromptSteps
{
    private readonly PromptValues _prompt;
    private readonly IReadOnlyList<DeclaredFunction> _functions;
    private readonly int _enough;

    private PromptSteps(PromptValues prompt, IReadOnlyList<DeclaredFunction> functions)
    {
        _prompt = prompt;
        _functions = functions;
        _enough = functions.Count == 1 && IsRequest(prompt.Tokens) ? FunctionMatch.EnoughAlone : FunctionMatch.Enough;
    }

    /// <summary>The steps that ask for functions; what does not is left out.</summary>
    public static List<List<PromptStep>> Of(PromptValues prompt, IReadOnlyList<DeclaredFunction> functions)
    {
        var steps = new List<List<PromptStep>>();
        if (prompt.Tokens.Count == 0 || functions.Count == 0 || Declines(prompt.Tokens))
        {
            return steps;
        }

        var reader = new PromptSteps(prompt, functions);
        foreach ((int first, int last) in reader.Sequence())
        {
            List<PromptStep> parts = reader.Parts(first, last);
            if (parts.Count > 0)
            {
                steps.Add(parts);
            }
        }

        return steps;
    }

    /// <summary>The function that a text asks for most, whether or not enough; null when it asks for none.</summary>
    public static DeclaredFunction? Likeliest(PromptValues prompt, IReadOnlyList<DeclaredFunction> functions) =>
        prompt.Tokens.Count == 0 ? null : new PromptSteps(prompt, functions).Best(0, prompt.Tokens.Count - 1, enough: 1);

    private static bool IsRequest(IReadOnlyList<PromptToken> tokens)
    {
        PromptToken first = tokens[0];
        return English.IsCommand(first.Text)
            || tokens.Any(token => token.Text == "?")
            || first.IsAny("what", "what's", "who", "which", "where", "when", "how", "why", "is", "are", "can", "could", "will", "would", "do", "does")
            || first.IsAny("please", "i", "let", "let's");
    }

    // "Do not call any function": what the prompt forbids is not done.
    private static bool Declines(IReadOnlyList<PromptToken> tokens)
    {
        for (int i = 0; i + 1 < tokens.Count; i++)
        {
            bool not = tokens[i].IsAny("don't", "without", "never") || (tokens[i].Is("not") && i > 0 && tokens[i - 1].Is("do"));
            if (!not)
            {
                continue;
            }

            bool call = tokens[i + 1].Text.ToLowerInvariant() is "call" or "calling" or "use" or "using" or "invoke" or "invoking";
            for (int j = i + 2; call && j < tokens.Count && j < i + 6; j++)
            {
                if (tokens[j].Stem is "tool" or "function")
                {
                    return true;
                }
            }
        }

        return false;
    }

    private List<(int First, int Last)> Sequence()
    {
        IReadOnlyList<PromptToken> tokens = _prompt.Tokens;
        var steps = new List<(int, int)>();
        int start = 0;
        for (int i = 0; i < tokens.Count; i++)
        {
            int length = EndsCondition(tokens, start, i) ? 1 : SequenceWords(tokens, i);
            if (length == 0)
            {
                continue;
            }

            if (i > start)
            {
                steps.Add((start, i - 1));
            }

            i += length - 1;
            start = i + 1;
        }

        if (start < tokens.Count)
        {
            steps.Add((start, tokens.Count - 1));
        }

        return steps;
    }

    private static int SequenceWords(IReadOnlyList<PromptToken> tokens, int i)
    {
        PromptToken? next = i + 1 < tokens.Count ? tokens[i + 1] : null;
        if (tokens[i].IsAny("then", "afterwards", "finally"))
        {
            return 1;
        }

        if ((tokens[i].IsAny("after", "following")) && next is not null && (next.IsAny("that", "this")))
        {
            return 2;
        }

        if (tokens[i].Is("followed") && next is not null && next.Is("by"))
        {
            return 2;
        }

        return tokens[i].Is("next") && tokens[i].StartsSentence ? 1 : 0;
    }

    // "If it is warm in London, open the window": the condition is looked into first.
    private static bool EndsCondition(IReadOnlyList<PromptToken> tokens, int start, int i) => tokens[i].Text == "," && tokens[start].Is("if");

    private List<PromptStep> Parts(int first, int last)
    {
        var parts = new List<(DeclaredFunction Function, int First, int Last)>();
        int pending = first;
        foreach ((int from, int to) in Clauses(first, last))
        {
            DeclaredFunction? function = Best(from, to, _enough);
            bool continues = function is null || (parts.Count > 0 && parts[^1].Function == function && !FunctionMatch.Tells(function, _prompt, from, to));
            if (!continues)
            {
                parts.Add((function!, parts.Count == 0 ? pending : from, to));
            }
            else if (parts.Count > 0)
            {
                parts[^1] = parts[^1] with { Last = to };
            }
        }

        if (parts.Count == 0 && Best(first, last, _enough) is { } whole)
        {
            parts.Add((whole, first, last));
        }

        return [.. parts.Select(part => new PromptStep(part.Function, _prompt.Text[_prompt.Tokens[part.First].Start.._prompt.Tokens[part.Last].End]))];
    }

    private List<(int First, int Last)> Clauses(int first, int last)
    {
        IReadOnlyList<PromptToken> tokens = _prompt.Tokens;
        var clauses = new List<(int, int)>();
        int start = first;
        for (int i = first; i <= last; i++)
        {
            bool ends = tokens[i].IsAny(",", ";", ".", "?", "!", "and", "also");
            bool starts = i > start && tokens[i].StartsSentence && !ends;
            if (!ends && !starts)
            {
                continue;
            }

            if (i > start)
            {
                clauses.Add((start, i - 1));
            }

            start = ends ? i + 1 : i;
        }

        if (start <= last)
        {
            clauses.Add((start, last));
        }

        return clauses;
    }

    private DeclaredFunction? Best(int first, int last, int enough)
    {
        DeclaredFunction? best = null;
        int most = enough - 1;
        foreach (DeclaredFunction function in _functions)
        {
            int score = FunctionMatch.Score(function, _prompt, first, last, enough);
            // Of two that fit as well, the one that is spoken of first.
            bool earlier = score == most && best is not null
                && FunctionMatch.FirstTelling(function, _prompt, first, last) < FunctionMatch.FirstTelling(best, _prompt, first, last);
            if (score > most || earlier)
            {
                most = score;
                best = function;
            }
        }

        return best;
    }
}
