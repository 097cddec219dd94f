using System.CommandLine;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary><c>castor keys undelete</c>: puts a deleted key in force again.</summary>
internal static class KeyUndeleteCommand
{
    private static readonly Argument<string> s_key = KeyArgument.Create();

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "undelete",
            "Take a key back that was deleted within the last 30 days.",
            "castor keys undelete laptop")
        {
            s_key, DataOption.Instance,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using ApiKeyStore store = KeyFolder.OpenExisting(parsed);
        if (KeyArgument.Find(store, parsed.GetValue(s_key)!, k => k.DeleteTime is not null, "deleted key") is not { } key || !store.Undelete(key.Id))
        {
            return ExitCode.Failure;
        }

        Console.Out.WriteLine($"Key {key.Id} '{key.DisplayName}' is in force again.");
        return ExitCode.Success;
    }
}
