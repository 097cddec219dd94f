using System.CommandLine;
using Castor.Cli.Keys;
using Castor.Server.Identity.OAuth;
using Castor.Storage.OAuthClients;

namespace Castor.Cli.OAuthClients;

/// <summary><c>castor oauth-clients</c>: the installed apps that may ask people for tokens.</summary>
internal static class OAuthClientsCommand
{
    private static readonly Argument<string> s_name = new("NAME") { Description = "The name that people are shown." };
    private static readonly Argument<string> s_id = new("CLIENT_ID") { Description = "The id of the client." };
    private static readonly Option<string> s_project = ProjectOption.Create("The project that the client belongs to.");
    private static readonly Option<string> s_server = ServerOption.Create();
    private static readonly Option<string?> s_output = new("--output") { Description = "The file to write, which must not be there yet.", HelpName = "FILE" };

    public static Command Create()
    {
        s_name.Validators.Add(result =>
        {
            if (result.Tokens.Count == 0 || result.Tokens[0].Value.Trim().Length is 0 or > 63 || result.Tokens[0].Value.Any(char.IsControl))
            {
                result.AddError("A name has 1 to 63 characters and no control characters.");
            }
        });
        var create = new DocumentedCommand(
            "create",
            "Make a client and write its client_secret.json, to standard output or to a file that you alone can read.",
            "castor oauth-clients create 'My app' --output client_secret.json")
        {
            s_name, s_project, s_server, s_output, DataOption.Instance,
        };
        create.SetAction(RunCreate);
        var list = new DocumentedCommand("list", "List the clients: one line each, with tabs between id, project, name, and when it was made.", "castor oauth-clients list")
        {
            DataOption.Instance,
        };
        list.SetAction(RunList);
        var delete = new DocumentedCommand("delete", "Delete a client, and the tokens that it got.", "castor oauth-clients delete CLIENT_ID") { s_id, DataOption.Instance };
        delete.SetAction(RunDelete);
        return new DocumentedCommand(
            "oauth-clients",
            "Make and manage the installed apps that may ask people for tokens.",
            "castor oauth-clients create 'My app' --output client_secret.json")
        {
            create, list, delete,
        };
    }

    private static int RunCreate(ParseResult parsed)
    {
        string? output = parsed.GetValue(s_output);
        if (SecretFile.IsTaken(output))
        {
            Console.Error.WriteLine($"castor: there is a file {output} already.");
            return ExitCode.Failure;
        }

        using var store = new OAuthClientStore(CliDatabase.OpenOrCreate(parsed), TimeProvider.System);
        (OAuthClient client, string secret) = store.Create(parsed.GetValue(s_name)!.Trim(), parsed.GetValue(s_project)!);
        SecretFile.Write(output, ClientSecretFile.Write(client, secret, new Uri(parsed.GetValue(s_server)!)));
        Console.Error.WriteLine($"Made OAuth client {client.Id}.");
        return ExitCode.Success;
    }

    private static int RunList(ParseResult parsed)
    {
        using var store = new OAuthClientStore(CliDatabase.OpenExisting(parsed), TimeProvider.System);
        foreach (OAuthClient client in store.List())
        {
            Console.Out.WriteLine(string.Join('\t', client.Id, client.Project, client.DisplayName, KeyText.Time(client.CreateTime)));
        }

        return ExitCode.Success;
    }

    private static int RunDelete(ParseResult parsed)
    {
        using var store = new OAuthClientStore(CliDatabase.OpenExisting(parsed), TimeProvider.System);
        string id = parsed.GetValue(s_id)!;
        if (!store.Delete(id))
        {
            Console.Error.WriteLine($"castor: there is no OAuth client '{id}'. See 'castor oauth-clients list'.");
            return ExitCode.Failure;
        }

        Console.Out.WriteLine($"Deleted OAuth client {id}.");
        return ExitCode.Success;
    }
}
