using System.CommandLine;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary><c>castor keys delete</c>: ends the force of a key.</summary>
internal static class KeyDeleteCommand
{
    private static readonly Argument<string> s_key = KeyArgument.Create();

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "delete",
            "Delete a key. It can be taken back for 30 days with 'castor keys undelete'.",
            "castor keys delete laptop")
        {
            s_key, DataOption.Instance,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using ApiKeyStore store = KeyFolder.OpenExisting(parsed);
        if (KeyArgument.Find(store, parsed.GetValue(s_key)!, k => k.DeleteTime is null, "key in force") is not { } key || !store.Delete(key.Id))
        {
            return ExitCode.Failure;
        }

        Console.Out.WriteLine($"Deleted key {key.Id} '{key.DisplayName}'. For 30 days 'castor keys undelete {key.Id}' takes it back.");
        return ExitCode.Success;
    }
}
