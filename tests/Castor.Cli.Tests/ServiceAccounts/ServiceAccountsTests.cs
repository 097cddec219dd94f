using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Castor.Cli.Tests.ServiceAccounts;

/// <summary><c>castor service-accounts</c> as a script meets it.</summary>
public sealed class ServiceAccountsTests : IDisposable
{
    private const string Email = "ci@acme.iam.castor.internal";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Create_AnAccount_WritesCredentialsThatItsOwnerAloneCanRead()
    {
        string path = _folder.File("ci.json");
        CommandResult result = await RunAsync("create", "ci", "--project", "acme", "--server", "http://localhost:9000", "--output", path);
        Assert.Equal((0, ""), (result.ExitCode, result.Output));
        Assert.StartsWith($"Made service account {Email}.", result.Error, StringComparison.Ordinal);

        JsonNode file = JsonNode.Parse(await File.ReadAllTextAsync(path, Cancellation))!;
        Assert.Equal(
            ("service_account", "acme", Email, "http://localhost:9000/token", "googleapis.com"),
            ((string)file["type"]!, (string)file["project_id"]!, (string)file["client_email"]!, (string)file["token_uri"]!, (string)file["universe_domain"]!));
        Assert.Matches("^[0-9a-f]{40}$", (string)file["private_key_id"]!);
        Assert.Matches("^1[0-9]{20}$", (string)file["client_id"]!);
        using var key = RSA.Create();
        key.ImportFromPem((string)file["private_key"]!);
        Assert.Equal(2048, key.KeySize);
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }

        byte[] database = await File.ReadAllBytesAsync(_folder.File("castor.db"), Cancellation);
        Assert.Equal(-1, database.AsSpan().IndexOf(key.ExportParameters(includePrivateParameters: true).D.AsSpan(0, 32)));
        Assert.Equal(-1, database.AsSpan().IndexOf(Encoding.ASCII.GetBytes("PRIVATE KEY")));
    }

    [Fact]
    public async Task Account_ThroughItsLife_IsListedAndShownAsItIs()
    {
        await RunAsync("create", "ci", "--project", "acme", "--role", "roles/aiplatform.user");
        Assert.StartsWith($"{Email}\tacme\taiplatform.user\tenabled\t", (await RunAsync("list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("disable", "ci")).ExitCode);
        Assert.Contains("\tdisabled\t", (await RunAsync("list")).Output, StringComparison.Ordinal);
        Assert.Equal(0, (await RunAsync("enable", Email)).ExitCode);
        string before = (await RunAsync("show", "ci")).Output;
        Assert.Contains("state      enabled\n", before, StringComparison.Ordinal);

        string kept = (string)JsonNode.Parse((await RunAsync("keys", "rotate", "ci", "--keep-old")).Output)!["private_key_id"]!;
        Assert.Equal(2, (await RunAsync("show", "ci")).Output.Split("\nkey ").Length - 1);
        string only = (string)JsonNode.Parse((await RunAsync("keys", "rotate", "ci")).Output)!["private_key_id"]!;
        string after = (await RunAsync("show", "ci")).Output;
        Assert.Contains(only, after, StringComparison.Ordinal);
        Assert.DoesNotContain(kept, after, StringComparison.Ordinal);

        Assert.Equal(0, (await RunAsync("delete", "ci")).ExitCode);
        Assert.Equal("", (await RunAsync("list")).Output);
        Assert.Equal(1, (await RunAsync("delete", "ci")).ExitCode);
    }

    [Theory]
    [InlineData(2, "is no project", "create", "ci", "--project", "Acme!")]
    [InlineData(2, "is no role", "create", "ci", "--role", "owner")]
    [InlineData(2, "is no address of a server", "create", "ci", "--server", "localhost")]
    [InlineData(2, "lower-case letters", "create", "CI")]
    [InlineData(1, "already", "create", "ci")]
    [InlineData(1, "there is no service account 'other'", "show", "other")]
    public async Task Command_CalledWrongly_IsRefusedInOneLine(int exitCode, string complaint, params string[] arguments)
    {
        await RunAsync("create", "ci");
        CommandResult result = await RunAsync(arguments);
        Assert.Equal((exitCode, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
    }

    [Fact]
    public async Task Create_OntoAFileThatIsThere_ChangesNeitherFileNorAccounts()
    {
        string path = _folder.File("mine.json");
        await File.WriteAllTextAsync(path, "mine", Cancellation);
        Assert.Equal(1, (await RunAsync("create", "ci", "--output", path)).ExitCode);
        Assert.Equal("mine", await File.ReadAllTextAsync(path, Cancellation));
        Assert.Equal("", (await RunAsync("list")).Output);
    }

    [Fact]
    public async Task MetadataServer_OfAnAccount_GivesProgramsOfThisMachineItsTokens()
    {
        await RunAsync("create", "ci", "--project", "acme");
        (CastorProcess process, Uri address) = await CastorProcess.ServeAsync("--auth", "keys", "--metadata", Email, "--data", _folder.Path);
        await using (process)
        {
            using var client = new HttpClient { BaseAddress = address };
            using var request = new HttpRequestMessage(HttpMethod.Get, "/computeMetadata/v1/instance/service-accounts/default/token");
            request.Headers.Add("Metadata-Flavor", "Google");
            using HttpResponseMessage response = await client.SendAsync(request, Cancellation);
            string token = (string)JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["access_token"]!;
            client.DefaultRequestHeaders.Add("Authorization", $"Bearer {token}");
            using HttpResponseMessage models = await client.GetAsync(new Uri("/v1beta/models", UriKind.Relative), Cancellation);
            Assert.Equal(HttpStatusCode.OK, models.StatusCode);
        }
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => CastorProcess.RunAsync(["service-accounts", .. arguments, "--data", _folder.Path]);
}
