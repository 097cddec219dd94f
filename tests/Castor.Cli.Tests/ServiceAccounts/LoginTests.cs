using System.Net;
using System.Net.Sockets;
using System.Text.Json.Nodes;
using System.Web;
using Castor.Cli.OAuthClients;

namespace Castor.Cli.Tests.ServiceAccounts;

/// <summary><c>castor oauth-clients</c> and <c>castor login</c>, with a program in the place of the browser.</summary>
public sealed class LoginTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Login_WithConsent_WritesCredentialsThatGetTokens()
    {
        string key = (await CastorProcess.RunAsync("keys", "create", "me", "--data", _folder.Path)).Output.Trim();
        (CastorProcess server, Uri address) = await CastorProcess.ServeAsync("--auth", "keys", "--data", _folder.Path);
        await using (server)
        {
            CommandResult created = await CastorProcess.RunAsync(
                "oauth-clients", "create", "My app", "--server", address.GetLeftPart(UriPartial.Authority), "--output", _folder.File("client.json"), "--data", _folder.Path);
            Assert.Equal(0, created.ExitCode);
            await using var login = CastorProcess.Start("login", "--client-id-file", _folder.File("client.json"), "--output", _folder.File("me.json"));
            await login.Error.ReadLineAsync(Cancellation);
            var consent = new Uri((await login.Error.ReadLineAsync(Cancellation))!);
            using var browser = new HttpClient();
            var fields = HttpUtility.ParseQueryString(consent.Query);
            fields["decision"] = "allow";
            fields["key"] = key;
            using var form = new FormUrlEncodedContent(fields.AllKeys.Select(name => KeyValuePair.Create(name!, fields[name]!)));
            using HttpResponseMessage done = await browser.PostAsync(consent.GetLeftPart(UriPartial.Path), form, Cancellation);
            Assert.Equal(HttpStatusCode.OK, done.StatusCode);
            Assert.Contains("You can close this page", await done.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
            Assert.Equal(0, (await login.EndAsync()).ExitCode);

            JsonNode file = JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("me.json"), Cancellation))!;
            Assert.Equal("authorized_user", (string)file["type"]!);
            using var refresh = new FormUrlEncodedContent(new Dictionary<string, string>
            {
                ["grant_type"] = "refresh_token",
                ["refresh_token"] = (string)file["refresh_token"]!,
                ["client_id"] = (string)file["client_id"]!,
                ["client_secret"] = (string)file["client_secret"]!,
            });
            using HttpResponseMessage tokens = await browser.PostAsync((string)file["token_uri"]!, refresh, Cancellation);
            Assert.Equal(HttpStatusCode.OK, tokens.StatusCode);
        }
    }

    [Fact]
    public async Task Answer_BehindConnectionsThatAreSilentOrBroken_IsHeard()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        int port = ((IPEndPoint)listener.LocalEndpoint).Port;
        Task<string?> answer = LoopbackAnswer.WaitAsync(listener, "right", Cancellation);
        using var silent = new TcpClient();
        await silent.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        using (var broken = new TcpClient { LingerState = new LingerOption(enable: true, seconds: 0) })
        {
            await broken.ConnectAsync(IPAddress.Loopback, port, Cancellation);
        }

        using var browser = new HttpClient();
        Assert.Contains("You can close this page", await browser.GetStringAsync($"http://127.0.0.1:{port}/?state=wrong&code=a", Cancellation), StringComparison.Ordinal);
        Assert.Contains("You can close this page", await browser.GetStringAsync($"http://127.0.0.1:{port}/?state=right&code=b", Cancellation), StringComparison.Ordinal);

        Assert.Equal("b", await answer);
        Assert.Equal(0, await silent.GetStream().ReadAsync(new byte[1], Cancellation));
    }

    [Fact]
    public async Task Client_ThatIsDeleted_LeavesTheList()
    {
        JsonNode file = JsonNode.Parse((await CastorProcess.RunAsync("oauth-clients", "create", "My app", "--data", _folder.Path)).Output)!;
        string id = (string)file["installed"]!["client_id"]!;
        Assert.StartsWith($"{id}\tdefault\tMy app\t", (await CastorProcess.RunAsync("oauth-clients", "list", "--data", _folder.Path)).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await CastorProcess.RunAsync("oauth-clients", "delete", id, "--data", _folder.Path)).ExitCode);
        Assert.Equal(1, (await CastorProcess.RunAsync("oauth-clients", "delete", id, "--data", _folder.Path)).ExitCode);
    }
}
