using System.CommandLine;
using System.Reflection;
using Castor.Engines.Scenarios;

namespace Castor.Cli.Scenarios;

/// <summary><c>castor scenarios</c>: checks, lists and begins scenario folders.</summary>
internal static class ScenariosCommand
{
    private const string ExamplePrefix = "scenarios/";

    public static Command Create() => new("scenarios", "Check, list and begin scenario files.")
    {
        CreateCheck(),
        CreateList(),
        CreateInit(),
    };

    private static Command CreateCheck()
    {
        var paths = new Argument<string[]>("PATH")
        {
            Description = "Folders and files; the folder at hand where none is given.",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var strict = new Option<bool>("--strict") { Description = "Let warnings fail the check too." };
        var command = new DocumentedCommand(
            "check",
            "Tell every mistake with its file, line and column.",
            "castor scenarios check scenarios",
            "castor scenarios check --strict scenarios/retries.yaml")
        {
            paths,
            strict,
        };
        command.SetAction(parsed => Check(parsed.GetValue(paths) is { Length: > 0 } given ? given : ["."], parsed.GetValue(strict)));
        return command;
    }

    private static Command CreateList()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The folder of scenario files." };
        var command = new DocumentedCommand("list", "List the scenarios in the order that they are asked.", "castor scenarios list scenarios")
        {
            folder,
        };
        command.SetAction(parsed => List(parsed.GetRequiredValue(folder)));
        return command;
    }

    private static Command CreateInit()
    {
        var folder = new Argument<string>("FOLDER") { Description = "The folder to make." };
        var command = new DocumentedCommand("init", "Write commented examples to begin with.", "castor scenarios init scenarios")
        {
            folder,
        };
        command.SetAction(parsed => Init(parsed.GetRequiredValue(folder)));
        return command;
    }

    private static int Check(IReadOnlyList<string> paths, bool strict)
    {
        int files = 0;
        int scenarios = 0;
        int mistakes = 0;
        int warnings = 0;
        foreach (string path in paths)
        {
            bool isFolder = Directory.Exists(path);
            ScenarioLoad load = isFolder ? ScenarioLoader.LoadFolder(path)
                : File.Exists(path) ? ScenarioLoader.LoadFile(path)
                : throw new FileNotFoundException($"There is no file or folder '{path}'.");
            foreach (ScenarioMistake finding in load.Findings)
            {
                // The path as it was given, so that editors and CI find the place.
                Console.WriteLine(finding with { File = isFolder ? Path.Join(path, finding.File) : path });
                warnings += finding.IsWarning ? 1 : 0;
                mistakes += finding.IsWarning ? 0 : 1;
            }

            files += load.Files;
            scenarios += load.Set.Count;
        }

        Console.Error.WriteLine($"{Count(scenarios, "scenario")} in {Count(files, "file")}: {Count(mistakes, "mistake")}, {Count(warnings, "warning")}.");
        return mistakes > 0 || (strict && warnings > 0) ? ExitCode.Failure : ExitCode.Success;
    }

    private static int List(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        }

        ScenarioLoad load = ScenarioLoader.LoadFolder(folder);
        if (load.HasMistakes)
        {
            throw new ScenarioMistakesException(folder, load);
        }

        ScenarioSummary[] all = [.. load.Set.Describe()];
        int width = all.Length == 0 ? 0 : all.Max(s => s.Name.Length);
        int place = all.Length == 0 ? 0 : all.Max(s => Place(s).Length);
        foreach (ScenarioSummary scenario in all)
        {
            Console.WriteLine($"{scenario.Name.PadRight(width)}  {Place(scenario).PadRight(place)}  {scenario.Match} -> {scenario.Answer}");
        }

        return ExitCode.Success;
    }

    private static int Init(string folder)
    {
        Assembly assembly = typeof(ScenariosCommand).Assembly;
        string[] examples = [.. assembly.GetManifestResourceNames().Where(n => n.StartsWith(ExamplePrefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal)];
        string[] targets = [.. examples.Select(e => Path.Join(folder, e[ExamplePrefix.Length..]))];
        if (targets.FirstOrDefault(File.Exists) is { } taken)
        {
            throw new IOException($"'{taken}' is there already; nothing is written over.");
        }

        Directory.CreateDirectory(folder);
        for (int i = 0; i < examples.Length; i++)
        {
            using Stream example = assembly.GetManifestResourceStream(examples[i])!;
            using FileStream file = File.Open(targets[i], FileMode.CreateNew);
            example.CopyTo(file);
            Console.WriteLine(targets[i]);
        }

        Console.Error.WriteLine($"Try them: castor serve --scenarios {folder}");
        return ExitCode.Success;
    }

    private static string Place(ScenarioSummary scenario) =>
        $"{scenario.File}:{scenario.Line}{(scenario.Priority == 0 ? "" : $" (priority {scenario.Priority})")}";

    private static string Count(int number, string what) => $"{number} {what}{(number == 1 ? "" : "s")}";
}
