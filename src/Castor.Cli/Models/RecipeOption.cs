using System.CommandLine;
using Castor.Inference.Quantization;

namespace Castor.Cli.Models;

/// <summary>The option that names how weights are quantised.</summary>
internal static class RecipeOption
{
    private static readonly string s_names = string.Join(", ", QuantizationRecipe.All.Select(r => r.Name));

    public static Option<string> Create(string name)
    {
        var option = new Option<string>(name) { Description = $"How weights are kept: {s_names}.", HelpName = "TYPE", Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && QuantizationRecipe.Find(result.Tokens[0].Value) is null)
            {
                result.AddError($"'{result.Tokens[0].Value}' is no type of weights: take one of {s_names}.");
            }
        });
        return option;
    }

    /// <summary>The recipe that was named; the option's check has seen that there is one.</summary>
    public static QuantizationRecipe Read(ParseResult parsed, Option<string> option) => QuantizationRecipe.Find(parsed.GetValue(option)!)!;
}
