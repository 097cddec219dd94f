using System.CommandLine;
using System.CommandLine.Parsing;
using Castor.Server.Identity.Roles;
using Castor.Storage.ServiceAccounts;

namespace Castor.Cli.ServiceAccounts;

/// <summary><c>castor service-accounts create</c>: makes an account and writes its credentials file, the only place that holds its private key.</summary>
internal static class ServiceAccountCreateCommand
{
    private const int LongestName = 30;

    private static readonly Argument<string> s_name = new("NAME") { Description = "The first part of the account's address." };
    private static readonly Option<string> s_project = ProjectOption.Create("The project that the account belongs to.");
    private static readonly Option<string> s_server = ServerOption.Create();
    private static readonly Option<string?> s_output = CredentialsOptions.Output();
    private static readonly Option<string> s_universe = CredentialsOptions.Universe();

    private static readonly Option<string[]> s_roles = new("--role")
    {
        Description = $"What it may do: some of {string.Join(", ", RoleNames.All)}; may be given several times.",
        HelpName = "ROLE",
        DefaultValueFactory = _ => [RoleNames.User, RoleNames.VertexUser],
    };

    public static Command Create()
    {
        s_name.Validators.Add(CheckName);
        s_roles.Validators.Add(result =>
        {
            foreach (Token token in result.Tokens.Where(t => RoleNames.Normalize(t.Value) is null))
            {
                result.AddError($"'{token.Value}' is no role: take some of {string.Join(", ", RoleNames.All)}.");
            }
        });
        var command = new DocumentedCommand(
            "create",
            "Make a service account and write its credentials file, to standard output or with --output to a file that you alone can read.",
            "castor service-accounts create ci --project acme --output ci.json",
            "castor service-accounts create ops --role admin > ops.json")
        {
            s_name, s_project, s_roles, s_server, s_output, s_universe, DataOption.Instance,
        };
        command.SetAction(Run);
        return command;
    }

    private static int Run(ParseResult parsed)
    {
        string name = parsed.GetValue(s_name)!;
        string project = parsed.GetValue(s_project)!;
        string? output = parsed.GetValue(s_output);
        if (CredentialsOptions.RefusesTaken(output))
        {
            return ExitCode.Failure;
        }

        using var store = new ServiceAccountStore(CliDatabase.OpenOrCreate(parsed), TimeProvider.System);
        string[] roles = [.. parsed.GetValue(s_roles)!.Select(role => RoleNames.Normalize(role)!).Distinct()];
        if (store.Create(ServiceAccount.EmailOf(name, project), project, name, roles) is not { } account)
        {
            Console.Error.WriteLine($"castor: there is a service account {ServiceAccount.EmailOf(name, project)} already.");
            return ExitCode.Failure;
        }

        CredentialsOptions.WriteNewKey(store, account, replace: false, new Uri(parsed.GetValue(s_server)!), output, parsed.GetValue(s_universe)!);
        Console.Error.WriteLine($"Made service account {account.Email}. Its private key is in the credentials alone: keep them safe.");
        return ExitCode.Success;
    }

    private static void CheckName(ArgumentResult result)
    {
        string name = result.Tokens.Count == 0 ? "" : result.Tokens[0].Value;
        if (name.Length is 0 or > LongestName
            || !char.IsAsciiLetterLower(name[0])
            || !name.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '-'))
        {
            result.AddError($"A name has 1 to {LongestName} lower-case letters, digits and '-', a letter first.");
        }
    }
}
