using System.CommandLine;
using System.Text.Json.Nodes;

namespace Castor.Cli.Migrate;

/// <summary><c>castor migrate prompts</c>: turns the prompt files of one studio into those of the other.</summary>
internal static class MigratePromptsCommand
{
    private const string Vertex = "vertex";
    private const string AiStudio = "aistudio";

    private static readonly Argument<string> s_folder = new("FOLDER") { Description = "The folder with the files, or one file." };

    private static readonly Option<string> s_to = new("--to")
    {
        Description = "Which studio the prompts are for.",
        HelpName = $"{Vertex}|{AiStudio}",
        Required = true,
    };

    private static readonly Option<string?> s_output = new("--output") { Description = "The folder to write to; FOLDER-vertex or FOLDER-aistudio by default.", HelpName = "DIR" };
    private static readonly Option<string?> s_bulk = new("--bulk") { Description = "Write all prompts into this one file, as Vertex AI Studio imports them in bulk.", HelpName = "FILE" };

    public static Command Create()
    {
        s_to.AcceptOnlyFromAmong(Vertex, AiStudio);
        var command = new DocumentedCommand(
            "prompts",
            "Convert prompts saved by Google AI Studio to those that Vertex AI Studio imports, or back. A file that cannot be read is told with its line; the others are converted all the same.",
            "castor migrate prompts ~/Downloads/AI_Studio --to vertex",
            "castor migrate prompts ~/Downloads/AI_Studio --to vertex --bulk prompts.json",
            "castor migrate prompts prompts.json --to aistudio")
        {
            s_folder, s_to, s_output, s_bulk,
        };
        command.Validators.Add(result =>
        {
            if (result.GetValue(s_bulk) is not null && result.GetValue(s_to) == AiStudio)
            {
                result.AddError("--bulk goes with --to vertex: Google AI Studio opens one prompt a file.");
            }
        });
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string from = Path.TrimEndingDirectorySeparator(Path.GetFullPath(parsed.GetValue(s_folder)!));
        string[] files = File.Exists(from) ? [from] : [.. Directory.GetFiles(from).Where(f => Path.GetFileName(f)[0] != '.').Order(StringComparer.Ordinal)];
        bool toVertex = parsed.GetValue(s_to) == Vertex;
        int broken = 0;
        var converted = new List<(string Title, JsonObject Prompt)>();
        foreach (string file in files)
        {
            var document = new PromptDocument(file, File.ReadAllBytes(file));
            if (!document.IsMeant)
            {
                Console.Error.WriteLine($"castor: {file} is no prompt, and is left out.");
                continue;
            }

            var notes = new List<string>();
            string title = document.Title;
            foreach (JsonObject prompt in document.Convert(ConvertOne, Complain))
            {
                converted.Add((title, prompt));
            }

            JsonObject ConvertOne(JsonObject prompt)
            {
                title = prompt["displayName"] is JsonValue name && name.TryGetValue(out string? text) && text.Length > 0 ? text : document.Title;
                return toVertex ? StudioToVertex.Convert(prompt, title, notes) : VertexToStudio.Convert(prompt);
            }

            notes.ForEach(note => Console.Error.WriteLine($"castor: {file}: {note}."));
        }

        string target = Write(parsed, converted, from, toVertex);
        Console.Out.WriteLine($"{converted.Count} prompts are in {target}.{(broken > 0 ? $" {broken} could not be read." : "")}");
        return broken > 0 ? ExitCode.Failure : ExitCode.Success;

        void Complain(string line)
        {
            broken++;
            Console.Error.WriteLine($"castor: {line}");
        }
    }

    private static string Write(ParseResult parsed, List<(string Title, JsonObject Prompt)> prompts, string from, bool toVertex)
    {
        if (parsed.GetValue(s_bulk) is { } bulk)
        {
            File.WriteAllBytes(bulk, PromptDocument.Write(new JsonArray([.. prompts.Select(p => p.Prompt)])));
            return bulk;
        }

        string folder = parsed.GetValue(s_output) ?? $"{from}-{(toVertex ? Vertex : AiStudio)}";
        Directory.CreateDirectory(folder);
        var taken = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach ((string title, JsonObject prompt) in prompts)
        {
            File.WriteAllBytes(Path.Combine(folder, FreeName(title, toVertex ? ".json" : "", taken)), PromptDocument.Write(prompt));
        }

        return folder;
    }

    /// <summary>A name for a file of that title which no other prompt has, and which leads nowhere but into the folder.</summary>
    private static string FreeName(string title, string extension, HashSet<string> taken)
    {
        string name = string.Concat(title.Select(c => Path.GetInvalidFileNameChars().Contains(c) || c is '\\' or ':' || char.IsControl(c) ? '_' : c)).Trim().TrimStart('.');
        name = name.Length == 0 ? "prompt" : name;
        string free = name;
        for (int i = 2; !taken.Add(free); i++)
        {
            free = $"{name} ({i})";
        }

        return free + extension;
    }
}
