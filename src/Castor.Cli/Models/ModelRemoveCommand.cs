using System.CommandLine;
using Castor.Cli.Models.Download;
using Castor.Engines.Local.Weights;

namespace Castor.Cli.Models;

/// <summary><c>castor models remove</c>: deletes the files of a model.</summary>
internal static class ModelRemoveCommand
{
    private static readonly Argument<string> s_model = ModelArgument.Create();
    private static readonly Option<bool> s_yes = new("--yes", "-y") { Description = "Do not ask." };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "remove",
            "Delete the files of a model, after asking.",
            "castor models remove gemma-3-1b-it",
            "castor models remove bartowski/google_gemma-3-4b-it-GGUF:Q8_0 --yes")
        {
            s_model, DataOption.Instance, s_yes,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        LocalModels models = ModelArgument.Open(parsed);
        try
        {
            LocalModel model = models.Find(parsed.GetValue(s_model)!);
            if (model.IsBundled)
            {
                throw new LocalModelException($"{model.Name} came with Castor and stays.");
            }

            if (!parsed.GetValue(s_yes))
            {
                if (Console.IsInputRedirected)
                {
                    Console.Error.WriteLine($"castor: Nobody can be asked whether {model.Name} may go: say --yes.");
                    return ExitCode.Misuse;
                }

                Console.Error.Write($"Delete {model.Name}, {ByteSize.Text(model.Size)}? [y/N] ");
                if (Console.In.ReadLine()?.Trim() is not ("y" or "Y" or "yes"))
                {
                    Console.Error.WriteLine("Nothing was deleted.");
                    return ExitCode.Failure;
                }
            }

            Delete(models, model);
            Console.Out.WriteLine($"Deleted {model.Name}, {ByteSize.Text(model.Size)}.");
            return ExitCode.Success;
        }
        catch (Exception e) when (e is LocalModelException or IOException or UnauthorizedAccessException)
        {
            Console.Error.WriteLine($"castor: {SafeText.OneLine(e.Message)}");
            return ExitCode.Failure;
        }
    }

    private static void Delete(LocalModels models, LocalModel model)
    {
        foreach (string file in model.Files)
        {
            File.Delete(file);
            File.Delete(LocalModels.RecordPath(file));
            File.Delete(PartialFile.PathOf(file));
            File.Delete(PartialFile.StatePathOf(file));
        }

        // The folders of the repository, where nothing else is in them.
        for (string? folder = Path.GetDirectoryName(model.Path);
            folder is not null && folder.StartsWith(models.Folder + Path.DirectorySeparatorChar, StringComparison.Ordinal) && !Directory.EnumerateFileSystemEntries(folder).Any();
            folder = Path.GetDirectoryName(folder))
        {
            Directory.Delete(folder);
        }
    }
}
