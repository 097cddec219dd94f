using System.CommandLine;
using Castor.Cli.Keys;
using Castor.Storage.ServiceAccounts;

namespace Castor.Cli.ServiceAccounts;

/// <summary><c>castor service-accounts show</c>: all that is known of one account.</summary>
internal static class ServiceAccountShowCommand
{
    private static readonly Argument<string> s_account = ServiceAccountArgument.Create();

    public static Command Create()
    {
        var command = new DocumentedCommand("show", "Show what is known of an account, and its keys.", "castor service-accounts show ci")
        {
            s_account, DataOption.Instance,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        using var store = new ServiceAccountStore(CliDatabase.OpenExisting(parsed), TimeProvider.System);
        if (ServiceAccountArgument.Find(store, parsed.GetValue(s_account)!) is not { } account)
        {
            return ExitCode.Failure;
        }

        Line("address", account.Email);
        Line("unique id", account.UniqueId);
        Line("project", account.Project);
        Line("roles", string.Join(", ", account.Roles));
        Line("state", account.Disabled ? "disabled" : "enabled");
        Line("made", KeyText.Time(account.CreateTime));
        foreach (ServiceAccountKey key in store.ListKeys(account.Email))
        {
            Line("key", $"{key.Id}, made {KeyText.Time(key.CreateTime)}");
        }

        return ExitCode.Success;

        static void Line(string name, string value) => Console.Out.WriteLine($"{name,-10} {value}");
    }
}
