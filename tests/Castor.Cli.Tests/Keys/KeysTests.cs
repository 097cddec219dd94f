using System.Net;
using System.Text.Json.Nodes;
using Castor.Cli.Keys;
using Castor.Storage.Keys;

namespace Castor.Cli.Tests.Keys;

/// <summary><c>castor keys</c> as a script meets it.</summary>
public sealed class KeysTests : IDisposable
{
    private const string KeyForm = "^castor-[0-9A-Za-z]{38}\n$";
    private readonly TemporaryFolder _folder = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Create_AKey_PrintsItAloneAndTheHintBesideIt()
    {
        CommandResult result = await RunAsync("create", "laptop");
        Assert.Equal(0, result.ExitCode);
        Assert.Matches(KeyForm, result.Output);
        Assert.Matches("^Made key [a-z0-9]{12} 'laptop'. It is shown this once", result.Error);
        Assert.DoesNotContain(result.Output.Trim(), result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_OfKeys_IsTabsOrJsonWithoutTheKeys()
    {
        string key = (await RunAsync("create", "web app", "--project", "acme", "--models", "gemini-2.5-*, gemma-3-4b-it", "--ips", "10.0.0.0/8", "--ips", "::1")).Output.Trim();

        string[] fields = (await RunAsync("list")).Output.TrimEnd('\n').Split('\t');
        Assert.Equal(["web app", key[^4..], "acme"], fields[1..4]);
        Assert.Equal(["", "", "models: gemini-2.5-*,gemma-3-4b-it; ips: 10.0.0.0/8,::1"], fields[5..]);

        string text = (await RunAsync("list", "--json")).Output;
        JsonNode listed = JsonNode.Parse(text)!.AsArray().Single()!;
        Assert.Equal(("web app", "acme", fields[4]), ((string)listed["displayName"]!, (string)listed["project"]!, (string)listed["createTime"]!));
        Assert.Equal("""["10.0.0.0/8","::1"]""", listed["restrictions"]!["ips"]!.ToJsonString());
        Assert.Null(listed["deleteTime"]);
        Assert.DoesNotContain(key, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Key_DeletedAndTakenBack_LeavesTheListAndReturns()
    {
        await RunAsync("create", "laptop");
        string id = (await RunAsync("list")).Output.Split('\t')[0];

        Assert.Equal(0, (await RunAsync("delete", "laptop")).ExitCode);
        Assert.Equal("", (await RunAsync("list")).Output);
        Assert.StartsWith(id, (await RunAsync("list", "--deleted")).Output, StringComparison.Ordinal);
        Assert.Contains("can be taken back until", (await RunAsync("show", "laptop")).Output, StringComparison.Ordinal);
        CommandResult again = await RunAsync("delete", "laptop");
        Assert.Equal((1, ""), (again.ExitCode, again.Output));

        Assert.Equal(0, (await RunAsync("undelete", id)).ExitCode);
        Assert.StartsWith(id, (await RunAsync("list")).Output, StringComparison.Ordinal);
        Assert.Equal(1, (await RunAsync("undelete", id)).ExitCode);
    }

    [Fact]
    public async Task Show_AKey_GivesItsLimits()
    {
        await RunAsync("create", "ci", "--methods", "generateContent,embed*", "--referrers", "*.example.com");
        CommandResult shown = await RunAsync("show", "ci");
        Assert.Contains("methods    generateContent, embed*\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("referrers  *.example.com\n", shown.Output, StringComparison.Ordinal);
        Assert.Contains("last used  never\n", shown.Output, StringComparison.Ordinal);
        Assert.Equal("ci", (string)JsonNode.Parse((await RunAsync("show", "ci", "--json")).Output)!["displayName"]!);
    }

    [Fact]
    public async Task Show_ANameOfTwoKeys_AsksForTheId()
    {
        await RunAsync("create", "twin");
        await RunAsync("create", "twin");
        CommandResult result = await RunAsync("show", "twin");
        Assert.Equal((1, ""), (result.ExitCode, result.Output));
        foreach (string line in (await RunAsync("list")).Output.Split('\n', StringSplitOptions.RemoveEmptyEntries))
        {
            Assert.Contains(line.Split('\t')[0], result.Error, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1 to 63 characters", "create", "")]
    [InlineData("1 to 63 characters", "create", "two\nlines")]
    [InlineData("is no project", "create", "x", "--project", "Acme!")]
    [InlineData("is no method", "create", "x", "--methods", "generate")]
    [InlineData("is no address", "create", "x", "--ips", "10.0.0")]
    [InlineData("is no page", "create", "x", "--referrers", "ftp://x")]
    [InlineData("is no model", "create", "x", "--models", "gemini pro")]
    [InlineData("needs a value", "create", "x", "--models", "")]
    [InlineData("needs a value", "create", "x", "--ips", " , ")]
    [InlineData("Required argument missing", "create")]
    [InlineData("Required argument missing", "show")]
    public async Task Command_CalledWrongly_IsRefusedInOneLine(string complaint, params string[] arguments)
    {
        CommandResult result = await RunAsync(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
        Assert.EndsWith($"See 'castor keys {arguments[0]} --help'.\n", result.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("file", "is a file", "create", "x")]
    [InlineData("broken", "is damaged", "create", "x")]
    [InlineData("missing", "There is no data folder", "list")]
    public async Task Command_OnAnUnusableFolder_IsRefusedInOneLine(string name, string complaint, params string[] arguments)
    {
        await File.WriteAllTextAsync(_folder.File("file"), "", Cancellation);
        Directory.CreateDirectory(_folder.File("broken"));
        await File.WriteAllTextAsync(_folder.File("broken/castor.db"), new string('x', 4096), Cancellation);

        CommandResult result = await CastorProcess.RunAsync(["keys", .. arguments, "--data", _folder.File(name)]);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.Contains(complaint, result.Error, StringComparison.Ordinal);
        Assert.Equal(1, result.Error.Count(c => c == '\n'));
        Assert.False(Directory.Exists(_folder.File("missing")));
    }

    [Fact]
    public async Task Key_MadeAndDeletedWhileTheServerRuns_IsHonouredSoon()
    {
        (CastorProcess process, Uri address) = await CastorProcess.ServeAsync("--auth", "keys", "--data", _folder.Path);
        await using (process)
        {
            using var client = new HttpClient { BaseAddress = address };
            client.DefaultRequestHeaders.Add("x-goog-api-key", (await RunAsync("create", "late")).Output.Trim());
            await WaitForAsync(client, HttpStatusCode.OK);
            await RunAsync("delete", "late");
            await WaitForAsync(client, HttpStatusCode.BadRequest);
        }
    }

    [Fact]
    public async Task Unused_ForSomeDays_ListsThoseKeysAlone()
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        ApiKey Key(string id, int made, int? used) => new()
        {
            Id = id,
            ResourceId = id,
            DisplayName = id,
            Last4 = "0000",
            Project = "default",
            CreateTime = now.AddDays(-made),
            LastUsedTime = used is { } days ? now.AddDays(-days) : null,
        };
        Assert.Equal(
            ["old", "never"],
            KeyUnusedCommand.UnusedSince([Key("old", 100, 91), Key("never", 91, null), Key("new", 1, null), Key("used", 100, 89)], now.AddDays(-90)).Select(k => k.Id));
        await RunAsync("create", "fresh");
        Assert.Equal((0, ""), ((await RunAsync("unused", "--days", "1")).ExitCode, (await RunAsync("unused", "--days", "1")).Output));
        Assert.Contains("is no number of days", (await RunAsync("unused", "--days", "0")).Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Help_OfACommand_EndsWithExamples()
    {
        CommandResult result = await CastorProcess.RunAsync("keys", "create", "--help");
        Assert.Equal(0, result.ExitCode);
        Assert.Contains("Examples:\n  export GEMINI_API_KEY=$(castor keys create laptop)\n", result.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("keys", "create", "--bogus")]
    [InlineData("models", "show", "--bogus")]
    [InlineData("chat", "--bogus")]
    public async Task Command_WithAnUnknownOption_TakesItForNoArgument(params string[] arguments)
    {
        CommandResult result = await CastorProcess.RunAsync(arguments);
        Assert.Equal((2, ""), (result.ExitCode, result.Output));
        Assert.StartsWith("castor: Unrecognized command or argument '--bogus'.", result.Error, StringComparison.Ordinal);
    }

    private static async Task WaitForAsync(HttpClient client, HttpStatusCode expected)
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);
        limit.CancelAfter(TimeSpan.FromMinutes(5));
        HttpStatusCode status;
        do
        {
            using HttpResponseMessage response = await client.GetAsync(new Uri("/v1beta/models", UriKind.Relative), limit.Token);
            status = response.StatusCode;
        }
        while (status != expected);
    }

    private Task<CommandResult> RunAsync(params string[] arguments) => CastorProcess.RunAsync(["keys", .. arguments, "--data", _folder.Path]);
}
