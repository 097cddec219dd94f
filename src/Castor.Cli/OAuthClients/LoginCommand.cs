using System.Buffers.Text;
using System.CommandLine;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Castor.Server.Identity.OAuth;

namespace Castor.Cli.OAuthClients;

/// <summary><c>castor login</c>: has a person allow an app in the browser, and writes the <c>authorized_user</c> file that libraries read.</summary>
internal static class LoginCommand
{
    private const string Scope = "https://www.googleapis.com/auth/cloud-platform";

    private static readonly Option<string> s_client = new("--client-id-file") { Description = "The client_secret.json of the app.", HelpName = "FILE", Required = true };
    private static readonly Option<string?> s_output = new("--output") { Description = "The file to write, which must not be there yet.", HelpName = "FILE" };

    public static Command Create()
    {
        var command = new DocumentedCommand(
            "login",
            "Allow an app in the browser and write the credentials of the person who did, to standard output or with --output to a file that you alone can read.",
            "castor login --client-id-file client_secret.json --output me.json")
        {
            s_client, s_output,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellationToken)
    {
        string? output = parsed.GetValue(s_output);
        if (SecretFile.IsTaken(output))
        {
            Console.Error.WriteLine($"castor: there is a file {output} already.");
            return ExitCode.Failure;
        }

        if (await ReadClientAsync(parsed.GetValue(s_client)!, cancellationToken) is not { } client)
        {
            Console.Error.WriteLine($"castor: {parsed.GetValue(s_client)} is no client_secret.json. Make one with 'castor oauth-clients create NAME'.");
            return ExitCode.Misuse;
        }

        string verifier = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        string state = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(16));
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        string redirect = $"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/";
        string challenge = Base64Url.EncodeToString(SHA256.HashData(Encoding.ASCII.GetBytes(verifier)));
        await Console.Error.WriteLineAsync("Open this address in a browser:");
        await Console.Error.WriteLineAsync(
            $"{client.AuthUri}?response_type=code&client_id={Uri.EscapeDataString(client.Id)}&redirect_uri={Uri.EscapeDataString(redirect)}"
            + $"&scope={Uri.EscapeDataString(Scope)}&state={state}&code_challenge_method=S256&code_challenge={challenge}");
        if (await LoopbackAnswer.WaitAsync(listener, state, cancellationToken) is not { } code)
        {
            Console.Error.WriteLine("castor: access was denied.");
            return ExitCode.Failure;
        }

        using var http = new HttpClient();
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "authorization_code",
            ["code"] = code,
            ["redirect_uri"] = redirect,
            ["client_id"] = client.Id,
            ["client_secret"] = client.Secret,
            ["code_verifier"] = verifier,
        });
        using HttpResponseMessage response = await http.PostAsync(client.TokenUri, form, cancellationToken);
        JsonNode? tokens = JsonNode.Parse(await response.Content.ReadAsStringAsync(cancellationToken));
        if ((string?)tokens?["refresh_token"] is not { } refreshToken)
        {
            Console.Error.WriteLine($"castor: no tokens were given: {(string?)tokens?["error_description"]}");
            return ExitCode.Failure;
        }

        SecretFile.Write(output, ClientSecretFile.WriteAuthorizedUser(client.Id, client.Secret, refreshToken, client.TokenUri));
        return ExitCode.Success;
    }

    private static async Task<(string Id, string Secret, Uri AuthUri, Uri TokenUri)?> ReadClientAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            JsonNode? installed = JsonNode.Parse(await File.ReadAllBytesAsync(path, cancellationToken))?["installed"];
            return (string?)installed?["client_id"] is { } id
                && (string?)installed["client_secret"] is { } secret
                && Uri.TryCreate((string?)installed["auth_uri"], UriKind.Absolute, out Uri? authUri)
                && Uri.TryCreate((string?)installed["token_uri"], UriKind.Absolute, out Uri? tokenUri)
                ? (id, secret, authUri, tokenUri)
                : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            return null;
        }
    }
}
