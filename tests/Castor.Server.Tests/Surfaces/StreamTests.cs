using Castor.Engines;
using Castor.Protocol;

namespace Castor.Server.Tests.Surfaces;

/// <summary>How streams are framed, and how they fail before, between and after their chunks.</summary>
public sealed class StreamTests
{
    private const string Stream = "/v1beta/models/gemini-2.5-flash:streamGenerateContent";
    private const string Sse = Stream + "?alt=sse";
    private const string Hello = """{"contents":[{"parts":[{"text":"hello"}]}]}""";

    private static readonly ApiException s_overloaded = new(ApiStatus.Unavailable, "The model is overloaded. Please try again later.");

    private static readonly string s_overloadedBody = """
        {
          "error": {
            "code": 503,
            "message": "The model is overloaded. Please try again later.",
            "status": "UNAVAILABLE"
          }
        }

        """.ReplaceLineEndings("\n");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Sse_TwoChunks_FramedAsRecorded()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync((_, token) => TwoChunks(token));

        using HttpResponseMessage response = await server.PostAsync(Sse, Hello);

        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(
            """data: {"candidates": [{"content": {"parts": [{"text": "one "}],"role": "model"},"index": 0}],"modelVersion": "gemini-2.5-flash"}""" + "\r\n\r\n"
            + """data: {"candidates": [{"content": {"parts": [{"text": "two"}],"role": "model"},"finishReason": "STOP","index": 0}],"modelVersion": "gemini-2.5-flash"}""" + "\r\n\r\n",
            await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Array_TwoChunks_IsOneJsonArray()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync((_, token) => TwoChunks(token));

        using HttpResponseMessage response = await server.PostAsync(Stream, Hello);
        string body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("application/json; charset=UTF-8", response.Content.Headers.ContentType!.ToString());
        Assert.StartsWith("[{\n  \"candidates\"", body, StringComparison.Ordinal);
        Assert.Contains(",\r\n{", body, StringComparison.Ordinal);
        Assert.Equal(2, System.Text.Json.Nodes.JsonNode.Parse(body)!.AsArray().Count);
    }

    [Fact]
    public async Task Sse_FailureBeforeFirstChunk_HasItsStatusAndABareBody()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync((_, token) => ScriptedEngine.ChunksAsync([], s_overloaded, token));

        using HttpResponseMessage response = await server.PostAsync(Sse, Hello);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        Assert.Equal(s_overloadedBody, await response.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Array_FailureBeforeFirstChunk_IsAnArrayOfTheError()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync((_, token) => ScriptedEngine.ChunksAsync([], s_overloaded, token));

        using HttpResponseMessage response = await server.PostAsync(Stream, Hello);
        string body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(503, (int)response.StatusCode);
        Assert.Equal(503, (int)System.Text.Json.Nodes.JsonNode.Parse(body)![0]!["error"]!["code"]!);
    }

    [Fact]
    public async Task Sse_FailureInMidStream_IsABareObjectAfterTheChunks()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync(
            (_, token) => ScriptedEngine.ChunksAsync([ScriptedEngine.Text("one ")], s_overloaded, token));

        using HttpResponseMessage response = await server.PostAsync(Sse, Hello);
        string body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal(200, (int)response.StatusCode);
        Assert.EndsWith("\r\n\r\n" + s_overloadedBody, body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Array_FailureInMidStream_IsTheLastMember()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync(
            (_, token) => ScriptedEngine.ChunksAsync([ScriptedEngine.Text("one ")], s_overloaded, token));

        using HttpResponseMessage response = await server.PostAsync(Stream, Hello);
        string body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Equal("UNAVAILABLE", (string)System.Text.Json.Nodes.JsonNode.Parse(body)![1]!["error"]!["status"]!);
    }

    [Fact]
    public async Task Sse_UnexpectedFailureInMidStream_TellsInternalWithoutDetails()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync(
            (_, token) => ScriptedEngine.ChunksAsync([ScriptedEngine.Text("one ")], new InvalidOperationException("secret"), token));

        using HttpResponseMessage response = await server.PostAsync(Sse, Hello);
        string body = await response.Content.ReadAsStringAsync(Cancellation);

        Assert.Contains("INTERNAL", body, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sse_ConnectionCut_EndsWithoutAWord()
    {
        await using RunningServer server = await ScriptedEngine.ServeAsync(
            (_, token) => ScriptedEngine.ChunksAsync([ScriptedEngine.Text("one ")], new ConnectionCutException(), token));

        await Assert.ThrowsAnyAsync<HttpRequestException>(async () =>
        {
            using HttpResponseMessage response = await server.PostAsync(Sse, Hello);
            await response.Content.ReadAsStringAsync(Cancellation);
        });
    }

    private static IAsyncEnumerable<GenerateContentResponse> TwoChunks(CancellationToken cancellationToken) =>
        ScriptedEngine.ChunksAsync([ScriptedEngine.Text("one "), ScriptedEngine.Text("two", last: true)], null, cancellationToken);
}
