using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Castor.Protocol;
using Castor.Server.Tests.Scenarios;

namespace Castor.Server.Tests.Surfaces;

/// <summary><c>X-Server-Timeout</c> and clients that hang up.</summary>
public sealed class DeadlineTests
{
    private const string Generate = "/v1beta/models/gemini-2.5-flash:generateContent";
    private const string Hello = """{"contents":[{"parts":[{"text":"hello"}]}]}""";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Deadline_Passes_Gives504()
    {
        var clock = new FakeClock();
        var waiting = new TaskCompletionSource();
        await using RunningServer server = await ScriptedEngine.ServeAsync((_, token) => NeverAsync(waiting, token), clock);
        server.Client.DefaultRequestHeaders.Add("X-Server-Timeout", "20");

        Task<HttpResponseMessage> pending = server.PostAsync(Generate, Hello);
        await waiting.Task.WaitAsync(Cancellation);
        clock.Advance(TimeSpan.FromSeconds(20));
        using HttpResponseMessage response = await pending;

        Assert.Equal(504, (int)response.StatusCode);
        JsonNode error = JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!["error"]!;
        Assert.Equal("DEADLINE_EXCEEDED", (string)error["status"]!);
        Assert.Equal("Deadline expired before operation could complete.", (string)error["message"]!);
    }

    [Theory]
    [InlineData("soon")]
    [InlineData("-1")]
    [InlineData("0")]
    [InlineData("NaN")]
    public async Task Deadline_NoPositiveNumber_Gives400(string value)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Add("X-Server-Timeout", value);

        using HttpResponseMessage response = await server.PostAsync(Generate, Hello);

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData(":generateContent", "9", "9s")]
    [InlineData(":generateContent", "1.5", "1.5s")]
    [InlineData(":streamGenerateContent?alt=sse", "1", "1s")]
    public async Task Deadline_ShorterThanTheDeveloperApiTakes_Gives400(string method, string value, string told)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Add("X-Server-Timeout", value);

        JsonNode answer = await server.PostForJsonAsync("/v1beta/models/gemini-2.5-flash" + method, Hello);

        Assert.Equal(400, (int)answer["error"]!["code"]!);
        Assert.Equal("INVALID_ARGUMENT", (string)answer["error"]!["status"]!);
        Assert.Equal($"Manually set deadline {told} is too short. Minimum allowed deadline is 10s.", (string)answer["error"]!["message"]!);
    }

    [Theory]
    [InlineData("/v1beta/models/gemini-2.5-flash:generateContent", "10")]
    [InlineData("/v1beta1/projects/p/locations/l/publishers/google/models/gemini-2.5-flash:generateContent", "1")]
    [InlineData("/v1beta/models/gemini-2.5-flash:countTokens", "5")]
    public async Task Deadline_ThatIsTaken_ChangesNothing(string path, string value)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        server.Client.DefaultRequestHeaders.Add("X-Server-Timeout", value);

        using HttpResponseMessage response = await server.PostAsync(path, """{"contents":[{"role":"user","parts":[{"text":"hello"}]}]}""");

        Assert.Equal(200, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("gemini-2.5-flash:generateContent", Hello, "{text: late}")]
    [InlineData("gemini-2.5-flash:generateContent", Hello, "{passthrough: true}")]
    [InlineData("gemini-2.5-flash:countTokens", Hello, "{totalTokens: 1}")]
    [InlineData("gemini-embedding-001:embedContent", """{"content":{"parts":[{"text":"hello"}]}}""", "{embedding: [1, 2]}")]
    public async Task Deadline_OfAScenario_MayBeAsShortAsATestLikes(string method, string body, string answer)
    {
        var clock = new FakeClock();
        await using ScenarioServer server = await ScenarioServer.StartAsync(
            $"- match: {{method: {method[(method.IndexOf(':', StringComparison.Ordinal) + 1)..]}}}\n  faults: {{latency: 3s}}\n  answer: {answer}", clock);
        server.Running.Client.DefaultRequestHeaders.Add("X-Server-Timeout", "1");

        Task<HttpResponseMessage> pending = server.Running.PostAsync("/v1beta/models/" + method, body);
        while (!pending.IsCompleted)
        {
            // Whenever the call arrives, its deadline is before the end of the scenario's latency.
            clock.Advance(TimeSpan.FromSeconds(1));
            await Task.Yield();
        }

        using HttpResponseMessage response = await pending;

        Assert.Equal(504, (int)response.StatusCode);
    }

    [Fact]
    public async Task Client_HangsUp_CancelsTheEngine()
    {
        var waiting = new TaskCompletionSource();
        var cancelled = new TaskCompletionSource();
        await using RunningServer server = await ScriptedEngine.ServeAsync((_, token) =>
        {
            token.Register(cancelled.SetResult);
            return NeverAsync(waiting, token);
        });
        using var hangUp = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        Task<HttpResponseMessage> pending = server.Client.PostAsync(
            new Uri(Generate + "?alt=json", UriKind.Relative), new StringContent(Hello), hangUp.Token);
        await waiting.Task.WaitAsync(Cancellation);
        await hangUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => pending);
        await cancelled.Task.WaitAsync(Cancellation);
    }

    private static async IAsyncEnumerable<GenerateContentResponse> NeverAsync(
        TaskCompletionSource waiting, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        waiting.SetResult();
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, cancellationToken);
        yield break;
    }
}
