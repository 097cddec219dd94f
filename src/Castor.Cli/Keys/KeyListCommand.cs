using System.CommandLine;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary><c>castor keys list</c>: a table for people, tab-separated lines for scripts, or JSON.</summary>
internal static class KeyListCommand
{
    private static readonly Option<bool> s_deleted = new("--deleted") { Description = "Deleted keys that can be taken back too." };
    private static readonly Option<bool> s_json = new("--json") { Description = "As a JSON array." };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "list",
            "List the keys: a table on a terminal; else one line a key, with tabs between id, name, last four characters, project, made, used, deleted and limits.",
            "castor keys list",
            "castor keys list --json | jq -r '.[] | select(.lastUsedTime == null) | .id'")
        {
            DataOption.Instance, s_deleted, s_json,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using ApiKeyStore store = KeyFolder.OpenExisting(parsed);
        IReadOnlyList<ApiKey> keys = store.List(parsed.GetValue(s_deleted));
        if (parsed.GetValue(s_json))
        {
            Console.Out.WriteLine(KeyJson.Write(keys));
        }
        else if (Console.IsOutputRedirected)
        {
            KeyText.WriteLines(Console.Out, keys);
        }
        else
        {
            KeyText.WriteTable(keys);
        }

        return ExitCode.Success;
    }
}
