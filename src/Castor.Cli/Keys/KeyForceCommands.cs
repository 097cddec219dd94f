using System.CommandLine;
using Castor.Storage.Keys;

namespace Castor.Cli.Keys;

/// <summary><c>castor keys delete</c> and <c>castor keys undelete</c>: end the force of a key, and give it back.</summary>
internal static class KeyForceCommands
{
    public static Command CreateDelete() => Create(
        new DocumentedCommand("delete", "Delete a key. It can be taken back for 30 days with 'castor keys undelete'.", "castor keys delete laptop"),
        (store, text) => KeyArgument.Find(store, text, k => k.DeleteTime is null, "key in force"),
        (store, id) => store.Delete(id),
        key => $"Deleted key {key.Id} '{key.DisplayName}'. For 30 days 'castor keys undelete {key.Id}' takes it back.");

    public static Command CreateUndelete() => Create(
        new DocumentedCommand("undelete", "Take a key back that was deleted within the last 30 days.", "castor keys undelete laptop"),
        (store, text) => KeyArgument.Find(store, text, k => k.DeleteTime is not null, "deleted key"),
        (store, id) => store.Undelete(id),
        key => $"Key {key.Id} '{key.DisplayName}' is in force again.");

    private static DocumentedCommand Create(
        DocumentedCommand command, Func<ApiKeyStore, string, ApiKey?> find, Func<ApiKeyStore, string, bool> change, Func<ApiKey, string> tell)
    {
        Argument<string> named = KeyArgument.Create();
        command.Arguments.Add(named);
        command.Options.Add(DataOption.Instance);
        command.SetAction(parsed =>
        {
            using ApiKeyStore store = KeyFolder.OpenExisting(parsed);
            if (find(store, parsed.GetValue(named)!) is not { } key || !change(store, key.Id))
            {
                return ExitCode.Failure;
            }

            Console.Out.WriteLine(tell(key));
            return ExitCode.Success;
        });
        return command;
    }
}
