using System.CommandLine;
using System.Text.Json;
using Castor.Cli.Keys;
using Castor.Engines.Local.Weights;
using Spectre.Console;

namespace Castor.Cli.Models;

/// <summary><c>castor models list</c>: a table for people, tab-separated lines for scripts, or JSON.</summary>
internal static class ModelListCommand
{
    private static readonly Option<bool> s_json = new("--json") { Description = "As a JSON array." };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "list",
            "List the weights of this machine: a table on a terminal; else one line a model, with tabs between name, bytes, quantisation, architecture, time and path.",
            "castor models list",
            "castor models list --json | jq -r '.[] | select(.size > 5e9) | .path'")
        {
            DataOption.Instance, s_json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        LocalModels models = ModelArgument.Open(parsed);
        ListedModelView[] all = [.. models.List().Select(View)];
        if (parsed.GetValue(s_json))
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(all, ModelsJsonContext.Default.ListedModelViewArray));
        }
        else if (Console.IsOutputRedirected)
        {
            foreach (ListedModelView model in all)
            {
                Console.Out.WriteLine(string.Join('\t', model.Name, model.Size, model.Quantization, model.Architecture, model.PulledTime, model.Path));
            }
        }
        else
        {
            WriteTable(models, all);
        }

        return ExitCode.Success;
    }

    private static ListedModelView View(LocalModel model)
    {
        ModelFacts? facts = null;
        string? damage = null;
        try
        {
            facts = ModelFacts.Read(model.Path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            damage = e.Message;
        }

        return new ListedModelView(
            model.Name, model.ShortName, model.Path, model.Size, facts?.Quantization, facts?.Architecture, KeyText.Time(model.Time), model.IsBundled, damage);
    }

    private static void WriteTable(LocalModels models, ListedModelView[] all)
    {
        if (all.Length == 0)
        {
            Console.Out.WriteLine($"No weights in {models.Folder} yet. Pull some with 'castor models pull ggml-org/gemma-3-270m-it-qat-GGUF:Q4_0'.");
            return;
        }

        var table = new Table { Border = TableBorder.Simple };
        foreach (string heading in (string[])["Name", "Size", "Quantisation", "Architecture", "Pulled"])
        {
            table.AddColumn(new TableColumn(heading) { NoWrap = heading is not "Name", Alignment = heading is "Size" ? Justify.Right : Justify.Left });
        }

        foreach (ListedModelView model in all)
        {
            string pulled = model.Bundled ? "came with Castor" : model.PulledTime[..10];
            string[] cells = [model.Name, ByteSize.Text(model.Size), model.Quantization ?? "?", model.Architecture ?? "cannot be read", pulled];
            table.AddRow(cells.Select(cell => new Text(cell)));
        }

        AnsiConsole.Write(table);
    }
}
