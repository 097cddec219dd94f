using System.CommandLine;
using Castor.Inference.Quantization;

namespace Castor.Cli.Models;

/// <summary><c>castor models quantize</c>: writes a GGUF file anew in a smaller type.</summary>
internal static class ModelQuantizeCommand
{
    private static readonly Argument<string> s_input = new("MODEL") { Description = "A GGUF file, the first part of a split one, or a name of 'castor models list'." };
    private static readonly Argument<string> s_output = new("OUT") { Description = "The file to write. What is there is replaced when the new one is whole." };
    private static readonly Option<string> s_type = RecipeOption.Create("--type");
    private static readonly Option<int> s_threads = ThreadsOption.Create();

    private static readonly Option<bool> s_again = new("--requantize")
    {
        Description = "Quantise again what is quantised already, which loses more than starting from the original.",
    };

    private static readonly Option<bool> s_quiet = new("--quiet") { Description = "No progress: the path alone, or what went wrong." };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "quantize",
            "Write the weights of a GGUF file in another type, tensor by tensor as llama.cpp chooses them.",
            "castor models quantize gemma-3-4b-it-BF16.gguf gemma-3-4b-it-Q4_K_M.gguf --type Q4_K_M")
        {
            s_input, s_output, s_type, s_threads, s_again, s_quiet, DataOption.Instance,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string input = ModelArgument.Open(parsed).Resolve(parsed.GetValue(s_input)!);
        string output = Path.GetFullPath(parsed.GetValue(s_output)!);
        QuantizationRecipe recipe = RecipeOption.Read(parsed, s_type);
        var writing = new WeightsWriting("Quantising to", output, parsed.GetValue(s_quiet));
        return writing.RunAsync(
            (tell, stop) => new ModelQuantization
            {
                Recipe = recipe,
                Threads = parsed.GetValue(s_threads),
                AllowsRequantization = parsed.GetValue(s_again),
                Progress = tell,
            }.Run(input, output, stop),
            () => recipe.Name);
    }
}
