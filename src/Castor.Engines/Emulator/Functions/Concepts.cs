using System.Collections.Frozen;
using Castor.Engines.Emulator.Schemas;

namespace Castor.Engines.Emulator.Functions;

/// <summary>Words that mean the same when a function is looked for: "Will it rain?" is a question about the weather.</summary>
internal static class Concepts
{
    private static readonly FrozenDictionary<string, string> s_concepts = Table(
        "search google browse",
        "weather forecast temperature rain rainy snow sunny umbrella warm warmer cold colder hot hotter humid humidity wind windy storm climate",
        "divide division quotient divisor",
        "multiply multiplication product",
        "add addition plus sum",
        "subtract subtraction minus",
        "email mail e-mail",
        "message sms",
        "light lights lamp lamps bulb lighting",
        "music song songs playlist tune",
        "file files document documents",
        "directory directories folder folders",
        "image picture photo",
        "price cost quote",
        "stock share shares ticker",
        "meeting appointment calendar event",
        "flight flights fly plane airline",
        "hotel accommodation",
        "movie movies film films cinema",
        "restaurant restaurants diner",
        "currency exchange",
        "translate translation translator",
        "reminder remind alarm",
        "order buy purchase",
        "thermostat heating heater",
        "news headline headlines",
        "dice die",
        "location position whereabouts");

    /// <summary>What a word means, for comparing.</summary>
    public static string Of(string word)
    {
        string stem = English.Stem(word);
        return s_concepts.GetValueOrDefault(stem, stem);
    }

    /// <summary>What a token of a prompt means: a word, or the sign between two numbers. Empty for what means nothing here.</summary>
    public static string Of(IReadOnlyList<PromptToken> tokens, int index)
    {
        PromptToken token = tokens[index];
        bool between = index > 0 && index + 1 < tokens.Count && tokens[index - 1].Kind == PromptTokenKind.Number && tokens[index + 1].Kind == PromptTokenKind.Number;
        if (between)
        {
            switch (token.Text)
            {
                case "/" or "÷":
                    return Of("divide");
                case "*" or "×" or "x" or "times":
                    return Of("multiply");
                case "+":
                    return Of("add");
                case "-" or "−":
                    return Of("subtract");
            }
        }

        return token.Kind switch
        {
            PromptTokenKind.Word => s_concepts.GetValueOrDefault(token.Stem, token.Stem),
            PromptTokenKind.Url => "url",
            PromptTokenKind.Email => "email",
            PromptTokenKind.Path => token.Text.LastIndexOf('.') > token.Text.LastIndexOf('/') ? "file" : "directory",
            _ => "",
        };
    }

    /// <summary>Whether the meaning is an arithmetic operation.</summary>
    public static bool IsArithmetic(string meaning) => meaning is "add" or "subtract" or "multiply" or "divide";

    private static FrozenDictionary<string, string> Table(params string[] groups)
    {
        var table = new Dictionary<string, string>();
        foreach (string group in groups)
        {
            string[] words = group.Split(' ');
            foreach (string word in words)
            {
                table.TryAdd(English.Stem(word), words[0]);
            }
        }

        return table.ToFrozenDictionary();
    }
}
