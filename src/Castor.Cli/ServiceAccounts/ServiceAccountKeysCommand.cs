using System.CommandLine;
using Castor.Storage.ServiceAccounts;

namespace Castor.Cli.ServiceAccounts;

/// <summary><c>castor service-accounts keys</c>: what an account signs with.</summary>
internal static class ServiceAccountKeysCommand
{
    private static readonly Argument<string> s_account = ServiceAccountArgument.Create();
    private static readonly Option<string> s_server = ServerOption.Create();
    private static readonly Option<string?> s_output = CredentialsOptions.Output();
    private static readonly Option<string> s_universe = CredentialsOptions.Universe();
    private static readonly Option<bool> s_keepOld = new("--keep-old") { Description = "Leave the keys before it in force, until 'rotate' is run without this." };

    public static Command Create()
    {
        var rotate = new DocumentedCommand(
            "rotate",
            "Make a new key and write new credentials. The keys before it, and the tokens that they got, lose their force at once, unless they are kept.",
            "castor service-accounts keys rotate ci --output ci-new.json",
            "castor service-accounts keys rotate ci --keep-old --output ci-new.json")
        {
            s_account, s_keepOld, s_server, s_output, s_universe, DataOption.Instance,
        };
        rotate.SetAction(Run);
        return new Command("keys", "Manage what an account signs with.") { rotate };
    }

    private static int Run(ParseResult parsed)
    {
        string? output = parsed.GetValue(s_output);
        if (CredentialsOptions.RefusesTaken(output))
        {
            return ExitCode.Failure;
        }

        using var store = new ServiceAccountStore(CliDatabase.OpenExisting(parsed), TimeProvider.System);
        if (ServiceAccountArgument.Find(store, parsed.GetValue(s_account)!) is not { } account)
        {
            return ExitCode.Failure;
        }

        CredentialsOptions.WriteNewKey(
            store, account, replace: !parsed.GetValue(s_keepOld), new Uri(parsed.GetValue(s_server)!), output, parsed.GetValue(s_universe)!);
        Console.Error.WriteLine($"Made a new key for {account.Email}.");
        return ExitCode.Success;
    }
}
