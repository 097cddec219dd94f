using System.CommandLine;
using System.Globalization;
using Castor.Inference.Quantization;
using Castor.Inference.Synthesis;

namespace Castor.Cli.Models;

/// <summary><c>castor models synthesize</c>: writes a model of a real shape with random weights, for benchmarks and tests.</summary>
internal static class ModelSynthesizeCommand
{
    private static readonly string s_shapes = string.Join(", ", ModelShapes.All.Select(s => s.Name));

    private static readonly Option<string> s_shape = Shape();
    private static readonly Option<string> s_type = RecipeOption.Create("--quant");
    private static readonly Option<string> s_output = new("--out")
    {
        Description = "The file to write. What is there is replaced when the new one is whole.",
        HelpName = "FILE",
        Required = true,
    };

    private static readonly Option<ulong> s_seed = new("--seed") { Description = "The same number gives the same file.", HelpName = "N", DefaultValueFactory = _ => 1 };
    private static readonly Option<int> s_threads = ThreadsOption.Create();
    private static readonly Option<bool> s_quiet = new("--quiet") { Description = "No progress: the path alone, or what went wrong." };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "synthesize",
            "Write a model with random weights in the shape of a real one. What it says means nothing; it costs as much to run.",
            "castor models synthesize --shape gemma-3-1b --quant Q8_0 --out random.gguf")
        {
            s_shape, s_type, s_output, s_seed, s_threads, s_quiet,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static Option<string> Shape()
    {
        var option = new Option<string>("--shape") { Description = $"The shape: {s_shapes}.", HelpName = "NAME", Required = true };
        option.Validators.Add(result =>
        {
            if (result.Tokens.Count > 0 && ModelShapes.Find(result.Tokens[0].Value) is null)
            {
                result.AddError($"'{result.Tokens[0].Value}' is no shape: take one of {s_shapes}.");
            }
        });
        return option;
    }

    private static Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string output = Path.GetFullPath(parsed.GetValue(s_output)!);
        ModelShape shape = ModelShapes.Find(parsed.GetValue(s_shape)!)!;
        QuantizationRecipe recipe = RecipeOption.Read(parsed, s_type);
        ulong seed = parsed.GetValue(s_seed);
        var writing = new WeightsWriting("Synthesising", output, parsed.GetValue(s_quiet));
        return writing.RunAsync(
            (tell, stop) => new ModelSynthesizer
            {
                Shape = shape,
                Recipe = recipe,
                Seed = seed,
                Threads = parsed.GetValue(s_threads),
                Progress = tell,
            }.Write(output, stop),
            () => string.Create(CultureInfo.InvariantCulture, $"{shape.Name} in {recipe.Name}, {shape.ParameterCount / 1e6:0.0} million random weights of seed {seed}"));
    }
}
