using System.CommandLine;
using Castor.Cli.Keys;
using Castor.Storage.ServiceAccounts;

namespace Castor.Cli.ServiceAccounts;

/// <summary><c>castor service-accounts list</c>: one line an account.</summary>
internal static class ServiceAccountListCommand
{
    public static Command Create()
    {
        var command = new DocumentedCommand(
            "list",
            "List the accounts: one line each, with tabs between address, project, roles, 'enabled' or 'disabled', and when it was made.",
            "castor service-accounts list | grep -w disabled")
        {
            DataOption.Instance,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using var store = new ServiceAccountStore(CliDatabase.OpenExisting(parsed), TimeProvider.System);
        foreach (ServiceAccount account in store.List())
        {
            Console.Out.WriteLine(string.Join(
                '\t', account.Email, account.Project, string.Join(',', account.Roles), account.Disabled ? "disabled" : "enabled", KeyText.Time(account.CreateTime)));
        }

        return ExitCode.Success;
    }
}
