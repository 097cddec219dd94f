using System.Text.Json.Nodes;

namespace Castor.Server.Tests.Surfaces.OpenAi;

/// <summary>Asks a running server in the OpenAI dialect.</summary>
internal static class OpenAiServer
{
    public const string Mount = "/v1beta/openai";
    public const string Vertex = "/v1/projects/acme/locations/global/endpoints/openapi";
    public const string Chat = Mount + "/chat/completions";

    /// <summary>The error in the array that the dialect tells errors in.</summary>
    public static async Task<(int Status, JsonNode Error)> RefusedAsync(this RunningServer server, string path, string json)
    {
        using HttpResponseMessage response = await server.PostAsync(path, json);
        JsonNode body = JsonNode.Parse(await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        return ((int)response.StatusCode, Assert.Single(body.AsArray())!["error"]!);
    }

    /// <summary>The events of a stream, without the last, which is checked to be <c>[DONE]</c>.</summary>
    public static async Task<JsonNode[]> StreamAsync(this RunningServer server, string json)
    {
        using HttpResponseMessage response = await server.PostAsync(Chat, json);
        Assert.Equal("text/event-stream", response.Content.Headers.ContentType!.ToString());
        string[] events = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\n\n", StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal("data: [DONE]", events[^1]);
        return [.. events[..^1].Select(text => JsonNode.Parse(text["data: ".Length..])!)];
    }
}
