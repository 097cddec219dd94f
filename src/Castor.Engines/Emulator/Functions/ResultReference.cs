using System.Text;
using System.Text.Json;
using Castor.Engines.Emulator.Schemas;
using Castor.Engines.Schemas;

namespace Castor.Engines.Emulator.Functions;

/// <summary>Puts the result of a call where a later step speaks of it: "then divide the result by 2".</summary>
internal static class ResultReference
{
    /// <summary>The step's text with the result in it.</summary>
    /// <param name="step">The text.</param>
    /// <param name="result">The result of the step before.</param>
    /// <param name="numbers">How many numbers the function of the step takes.</param>
    public static string Resolve(string step, Datum? result, int numbers)
    {
        string? literal = Literal(result);
        if (literal is null)
        {
            return step;
        }

        List<PromptToken> tokens = PromptScanner.Scan(step);
        var text = new StringBuilder();
        int copied = 0;
        bool found = false;
        for (int i = 0; i < tokens.Count; i++)
        {
            int length = ReferenceLength(tokens, i);
            if (length == 0)
            {
                continue;
            }

            text.Append(step, copied, tokens[i].Start - copied).Append(literal);
            i += length - 1;
            copied = tokens[i].End;
            found = true;
        }

        text.Append(step, copied, step.Length - copied);
        // "then add 5": the result is what it is added to.
        bool lacks = tokens.Count(token => token.Kind == PromptTokenKind.Number) < numbers;
        return found || !lacks || literal[0] == '"' ? text.ToString() : literal + ": " + text;
    }

    private static string? Literal(Datum? result) => result?.Kind switch
    {
        JsonValueKind.Number => result.Number.ToString(),
        JsonValueKind.String => PromptNumbers.TryParse(result.Text, out _) ? result.Text : "\"" + result.Text.Replace('"', '\'') + "\"",
        _ => null,
    };

    private static int ReferenceLength(List<PromptToken> tokens, int i)
    {
        if (tokens[i].Is("it"))
        {
            return 1;
        }

        bool article = tokens[i].IsAny("the", "that", "this", "its");
        for (int j = i + 1; article && j < tokens.Count && j <= i + 2; j++)
        {
            if (tokens[j].IsAny("result", "answer", "output", "quotient", "sum", "product", "difference", "total", "outcome", "value"))
            {
                return j - i + 1;
            }

            if (!(tokens[j].IsAny("previous", "last", "first", "resulting")))
            {
                break;
            }
        }

        return tokens[i].Is("that") && (i + 1 == tokens.Count || tokens[i + 1].IsAny("by", "with", "from", "to")) ? 1 : 0;
    }
}
