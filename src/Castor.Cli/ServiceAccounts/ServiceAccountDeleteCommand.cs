using System.CommandLine;
using Castor.Storage.ServiceAccounts;

namespace Castor.Cli.ServiceAccounts;

/// <summary><c>castor service-accounts delete</c>: forgets an account, its keys and its tokens.</summary>
internal static class ServiceAccountDeleteCommand
{
    private static readonly Argument<string> s_account = ServiceAccountArgument.Create();

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "delete",
            "Delete an account with its keys and tokens, for good. To refuse it for a while, disable it.",
            "castor service-accounts delete ci")
        {
            s_account, DataOption.Instance,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using var store = new ServiceAccountStore(CliDatabase.OpenExisting(parsed), TimeProvider.System);
        if (ServiceAccountArgument.Find(store, parsed.GetValue(s_account)!) is not { } account || !store.Delete(account.Email))
        {
            return ExitCode.Failure;
        }

        Console.Out.WriteLine($"Deleted service account {account.Email}.");
        return ExitCode.Success;
    }
}
