using System.CommandLine;

namespace Castor.Cli.ServiceAccounts;

/// <summary><c>castor service-accounts</c>: names of their own for programs, with credentials files that Google's auth libraries read.</summary>
internal static class ServiceAccountsCommand
{
    public static Command Create() => new DocumentedCommand(
        "service-accounts",
        "Make and manage service accounts, whose credentials files work with Google's auth libraries. A running server honours a change at once.",
        "castor service-accounts create ci --project acme --output ci.json",
        "export GOOGLE_APPLICATION_CREDENTIALS=$PWD/ci.json",
        "castor service-accounts list",
        "castor service-accounts disable ci")
    {
        ServiceAccountCreateCommand.Create(),
        ServiceAccountListCommand.Create(),
        ServiceAccountShowCommand.Create(),
        ServiceAccountSwitchCommand.CreateDisable(),
        ServiceAccountSwitchCommand.CreateEnable(),
        ServiceAccountDeleteCommand.Create(),
        ServiceAccountKeysCommand.Create(),
    };
}
