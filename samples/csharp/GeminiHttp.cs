using System.Net.Http.Json;
using System.Net.ServerSentEvents;
using System.Text.Json;

namespace Castor.Samples;

/// <summary>The Gemini API over plain HTTP.</summary>
internal sealed class GeminiHttp : IDisposable
{
    private readonly HttpClient _http;

    public GeminiHttp()
    {
        _http = new HttpClient { BaseAddress = new Uri(Environment.GetEnvironmentVariable("GOOGLE_GEMINI_BASE_URL") ?? "http://127.0.0.1:8420") };
        _http.DefaultRequestHeaders.Add("x-goog-api-key", Environment.GetEnvironmentVariable("GEMINI_API_KEY") ?? "any");
    }

    /// <summary>Calls a method of a model, such as <c>generateContent</c>.</summary>
    /// <exception cref="GeminiException">The service refused the call.</exception>
    public async Task<JsonElement> CallAsync(string model, string method, object request)
    {
        using HttpResponseMessage response = await _http.PostAsJsonAsync($"/v1beta/models/{model}:{method}", request);
        JsonElement answer = await response.Content.ReadFromJsonAsync<JsonElement>();
        return response.IsSuccessStatusCode ? answer : throw new GeminiException(answer.GetProperty("error"));
    }

    /// <summary>Streams the chunks of an answer as they come.</summary>
    public async IAsyncEnumerable<JsonElement> StreamAsync(string model, object request)
    {
        using var message = new HttpRequestMessage(HttpMethod.Post, $"/v1beta/models/{model}:streamGenerateContent?alt=sse")
        {
            Content = JsonContent.Create(request),
        };
        using HttpResponseMessage response = await _http.SendAsync(message, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await foreach (SseItem<string> item in SseParser.Create(await response.Content.ReadAsStreamAsync()).EnumerateAsync())
        {
            yield return JsonSerializer.Deserialize<JsonElement>(item.Data);
        }
    }

    /// <summary>Reads a resource, such as <c>models</c>.</summary>
    public Task<JsonElement> GetAsync(string path) => _http.GetFromJsonAsync<JsonElement>($"/v1beta/{path}");

    /// <summary>The parts of the first candidate.</summary>
    public static IEnumerable<JsonElement> Parts(JsonElement answer) =>
        answer.GetProperty("candidates")[0].GetProperty("content").GetProperty("parts").EnumerateArray();

    /// <summary>The text of the first candidate.</summary>
    public static string Text(JsonElement answer) => string.Concat(
        Parts(answer).Where(part => part.TryGetProperty("text", out _)).Select(part => part.GetProperty("text").GetString()));

    public void Dispose() => _http.Dispose();
}
