using System.CommandLine;
using Castor.Storage.ServiceAccounts;

namespace Castor.Cli.ServiceAccounts;

/// <summary><c>castor service-accounts disable</c> and <c>enable</c>.</summary>
internal static class ServiceAccountSwitchCommand
{
    public static Command CreateDisable() => Create(
        "disable", "Refuse an account, and the tokens that it has, until it is enabled again.", disabled: true, "is refused from now on");

    public static Command CreateEnable() => Create("enable", "Take an account again.", disabled: false, "is taken again");

    private static DocumentedCommand Create(string name, string description, bool disabled, string outcome)
    {
        Argument<string> wanted = ServiceAccountArgument.Create();
        var command = new DocumentedCommand(name, description, $"castor service-accounts {name} ci") { wanted, DataOption.Instance };
        command.SetAction(parsed =>
        {
            using var store = new ServiceAccountStore(CliDatabase.OpenExisting(parsed), TimeProvider.System);
            if (ServiceAccountArgument.Find(store, parsed.GetValue(wanted)!) is not { } account || !store.SetDisabled(account.Email, disabled))
            {
                return ExitCode.Failure;
            }

            Console.Out.WriteLine($"Service account {account.Email} {outcome}.");
            return ExitCode.Success;
        });
        return command;
    }
}
