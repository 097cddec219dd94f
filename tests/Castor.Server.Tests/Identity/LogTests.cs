using System.Text;
using Castor.Storage;
using Castor.Storage.Keys;
using Castor.Storage.Sql;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Castor.Server.Tests.Identity;

/// <summary>What the logs hold when everything is logged.</summary>
public sealed class LogTests
{
    [Theory]
    [InlineData(AuthMode.Any)]
    [InlineData(AuthMode.Keys)]
    public async Task Logs_OfCallsWithKeys_HoldNoneOfThem(AuthMode mode)
    {
        var log = new CapturedLog();
        await using RunningServer server = await RunningServer.StartAsync(
            options => options with { Auth = mode },
            services => services.AddLogging(logging => logging.ClearProviders().SetMinimumLevel(LogLevel.Trace).AddProvider(log)));
        string folder = server.Services.GetRequiredService<CastorOptions>().DataFolder;
        using var store = new ApiKeyStore(CastorDatabase.Open(DataFolder.Open(folder), TimeProvider.System), TimeProvider.System);
        string known = store.Create(new NewApiKey { DisplayName = "x" }).Secret;
        string unknown = ApiKeyFormat.Create();
        foreach (string key in (string[])[known, unknown])
        {
            await SendAsync(server, $"?key={key}", "x-none", "x");
            await SendAsync(server, $"?alt=nonsense&key={key}", "x-none", "x");
            await SendAsync(server, "", "x-goog-api-key", key);
            await SendAsync(server, "", "Authorization", $"Bearer {key}");
        }

        string text = log.ToString();
        Assert.Contains("Connection id", text, StringComparison.Ordinal);
        Assert.DoesNotContain(ApiKeyFormat.Prefix, text, StringComparison.Ordinal);
        Assert.DoesNotContain(known[10..30], text, StringComparison.Ordinal);
        Assert.DoesNotContain(unknown[10..30], text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_OfAnyRequest_MakesNoActivity()
    {
        await using RunningServer server = await RunningServer.StartAsync();

        ILogger host = server.Services.GetRequiredService<ILoggerFactory>().CreateLogger("Microsoft.AspNetCore.Hosting.Diagnostics");

        // The host starts an activity where its logger takes even the gravest line.
        Assert.False(host.IsEnabled(LogLevel.Critical));
    }

    private static async Task SendAsync(RunningServer server, string query, string header, string value)
    {
        using var client = new HttpClient { BaseAddress = server.Address };
        using var request = new HttpRequestMessage(HttpMethod.Post, KeyServer.Generate + query);
        request.Headers.Add(header, value);
        request.Content = new StringContent("""{"contents":[{"parts":[{"text":"hello"}]}]}""", Encoding.UTF8, "application/json");
        using HttpResponseMessage response = await client.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
