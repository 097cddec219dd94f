using System.Net;
using System.Net.Sockets;

namespace Castor.Cli.Tests.Serve;

/// <summary><c>castor serve</c> as an operator meets it, right and wrong.</summary>
public sealed class ServeTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serve_Started_PrintsAnAddressThatAnswersAndEnginesAndACurlLine()
    {
        using var folder = new TemporaryFolder();
        (CastorProcess process, Uri address) = await CastorProcess.ServeAsync("--data", folder.File("data"));
        await using (process)
        {
            using var client = new HttpClient { BaseAddress = address };
            Assert.Equal("ready\n", await client.GetStringAsync(new Uri("/readyz", UriKind.Relative), Cancellation));

            process.Terminate();
            CommandResult result = await process.EndAsync();

            Assert.Equal(0, result.ExitCode);
            Assert.Contains("engine emulator answers for", result.Output, StringComparison.Ordinal);
            Assert.Contains("gemini-2.5-flash", result.Output, StringComparison.Ordinal);
            Assert.Contains($"curl \"{address.GetLeftPart(UriPartial.Authority)}/v1beta/models/", result.Output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Serve_Terminated_LetsARunningStreamEndWhole()
    {
        using var folder = new TemporaryFolder();
        Directory.CreateDirectory(folder.File("scenarios"));
        await File.WriteAllTextAsync(
            folder.File("scenarios/slow.yaml"), "name: slow\nanswer:\n  latency: {perChunk: 200ms}\n  chunks: [one, two, three, four, five]\n", Cancellation);
        (CastorProcess process, Uri address) = await CastorProcess.ServeAsync("--data", folder.File("data"), "--scenarios", folder.File("scenarios"));
        await using (process)
        {
            using var client = new HttpClient();
            using var request = new HttpRequestMessage(HttpMethod.Post, new Uri(address, "/v1beta/models/gemini-2.5-flash:streamGenerateContent?alt=sse"));
            request.Headers.Add("x-goog-api-key", "any");
            request.Content = new StringContent("""{"contents":[{"parts":[{"text":"go"}]}]}""");
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, Cancellation);

            process.Terminate();
            string body = await response.Content.ReadAsStringAsync(Cancellation);
            CommandResult result = await process.EndAsync();

            Assert.Contains("one", body, StringComparison.Ordinal);
            Assert.Contains("\"finishReason\": \"STOP\"", body, StringComparison.Ordinal);
            Assert.Equal(0, result.ExitCode);
        }
    }

    [Fact]
    public async Task Serve_TakenPort_IsOneLineAndExitCode2()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string port = ((IPEndPoint)taken.LocalEndpoint).Port.ToString(System.Globalization.CultureInfo.InvariantCulture);

        await AssertMisuseAsync("already in use", "serve", "--port", port, "--data", folder.File("data"));
    }

    [Fact]
    public async Task Serve_InTheFolderOfAnotherServer_TakesNothingOfItsSettings()
    {
        using var folder = new TemporaryFolder();
        using var taken = new TcpListener(IPAddress.Loopback, 0);
        taken.Start();
        string url = $"http://127.0.0.1:{((IPEndPoint)taken.LocalEndpoint).Port}";
        await File.WriteAllTextAsync(folder.File("appsettings.json"), $$$$$"""{"Kestrel":{"Endpoints":{"Other":{"Url":"{{{{{url}}}}}"}}}}""", Cancellation);
        var environment = new Dictionary<string, string?> { ["ASPNETCORE_URLS"] = url, ["ASPNETCORE_HTTP_PORTS"] = "1" };

        await using var process = CastorProcess.StartIn(folder.Path, environment, "serve", "--port", "0", "--data", folder.File("data"));

        Assert.Contains("listens on http://127.0.0.1:", await process.Output.ReadLineAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_DataFolderIsAFile_IsOneLineAndExitCode2()
    {
        using var folder = new TemporaryFolder();
        await File.WriteAllTextAsync(folder.File("file"), "", Cancellation);

        await AssertMisuseAsync(folder.File("file"), "serve", "--port", "0", "--data", folder.File("file"));
    }

    [Theory]
    [InlineData("--port", "http")]
    [InlineData("--port", "65536")]
    [InlineData("--host", "nowhere")]
    [InlineData("--auth", "none")]
    [InlineData("--scenarios", "/no/such/folder")]
    [InlineData("--models", "/no/such/file.json")]
    [InlineData("--prot", "1")]
    [InlineData("--keep", "5")]
    [InlineData("--keep", "0s")]
    [InlineData("--memory", "much")]
    [InlineData("--memory", "0GB")]
    [InlineData("--serve", "gemini-2.5-flash")]
    [InlineData("--threads", "0")]
    [InlineData("--safety", "classifier")]
    [InlineData("--public-url", "castor.example.com")]
    [InlineData("--public-url", "https://castor.example.com/path")]
    [InlineData("--issuers", "/no/such/file.json")]
    public async Task Serve_BadOption_IsOneLineAndExitCode2(string option, string value)
    {
        using var folder = new TemporaryFolder();

        await AssertMisuseAsync("", "serve", "--data", folder.File("data"), option, value);
    }

    [Fact]
    public async Task Serve_Help_EndsWithExamples()
    {
        CommandResult result = await CastorProcess.RunAsync("serve", "--help");

        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Examples:\n  castor serve\n  castor serve --serve gemini-2.5-flash=gemma-3-1b-it", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Serve_OneNameForTwoWeights_IsRefused()
    {
        using var folder = new TemporaryFolder();

        await AssertMisuseAsync("--serve names 'mine' twice.", "serve", "--port", "0", "--data", folder.File("data"), "--serve", "mine=castor-spark", "--serve", "mine=castor-spark");
    }

    [Fact]
    public async Task Serve_EveryAddressWithoutKeys_IsRefused()
    {
        using var folder = new TemporaryFolder();

        await AssertMisuseAsync("--auth keys", "serve", "--port", "0", "--data", folder.File("data"), "--host", "0.0.0.0");
    }

    [Theory]
    [InlineData("--version", 0)]
    [InlineData("--help", 0)]
    [InlineData("fly", 2)]
    public async Task Castor_Words_HaveTheirExitCode(string word, int exitCode)
    {
        CommandResult result = await CastorProcess.RunAsync(word);

        Assert.Equal(exitCode, result.ExitCode);
    }

    private static async Task AssertMisuseAsync(string named, params string[] arguments)
    {
        CommandResult result = await CastorProcess.RunAsync(arguments);

        Assert.Equal(2, result.ExitCode);
        Assert.StartsWith("castor: ", result.Error, StringComparison.Ordinal);
        Assert.Single(result.Error.TrimEnd().Split('\n'));
        Assert.Contains(named, result.Error, StringComparison.Ordinal);
    }
}
