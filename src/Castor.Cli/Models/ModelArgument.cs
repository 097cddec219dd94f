using System.CommandLine;
using Castor.Engines.Local.Weights;

namespace Castor.Cli.Models;

/// <summary>The argument that names weights of this machine.</summary>
internal static class ModelArgument
{
    public static Argument<string> Create() => new("MODEL")
    {
        Description = "A name of 'castor models list', a short one such as gemma-3-1b-it where it is clear, or the path of a GGUF file.",
    };

    /// <summary>The models of the data folder that a command names; a folder that is named and missing is a mistake.</summary>
    /// <exception cref="DirectoryNotFoundException">The named folder is not there.</exception>
    public static LocalModels Open(ParseResult parsed)
    {
        string folder = DataOption.Folder(parsed);
        bool isNamed = parsed.GetResult(DataOption.Instance) is { Implicit: false };
        return !isNamed || Directory.Exists(folder)
            ? LocalModels.Of(folder)
            : throw new DirectoryNotFoundException($"There is no data folder {folder}. Name another with --data.");
    }
}
