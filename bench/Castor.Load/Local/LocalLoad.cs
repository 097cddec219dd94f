using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Castor.Load.Local;

/// <summary>
/// Keeps clients busy with mixed requests to local weights for a while: texts, schemas, tools, thoughts, streams that are left. Prints one JSON line; what was
/// wrong with answers goes to the error stream.
/// </summary>
internal sealed class LocalLoad(Uri server, string model)
{
    private const int ShownMistakes = 10;

    private readonly HttpClient _client = new(new SocketsHttpHandler { MaxConnectionsPerServer = 1024 }) { BaseAddress = server, Timeout = TimeSpan.FromMinutes(2) };
    private readonly LoadTally _tally = new();

    public static async Task<int> RunAsync(Uri server, string model, int clients, TimeSpan time)
    {
        LocalLoad load = new(server, model);
        load._client.DefaultRequestHeaders.Add("x-goog-api-key", "bench");
        long start = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, clients).Select(i => load.ClientAsync(i, () => Stopwatch.GetElapsedTime(start) < time)));
        foreach (string mistake in load._tally.Mistakes(ShownMistakes))
        {
            await Console.Error.WriteLineAsync(mistake);
        }

        Console.WriteLine(load._tally.ToJson());
        return load._tally.IsClean ? 0 : 1;
    }

    private async Task ClientAsync(int client, Func<bool> goesOn)
    {
        // A fixed walk for each client, so that two runs ask the same.
        uint state = (uint)client * 2654435761u + 1;
        while (goesOn())
        {
            state = state * 1664525u + 1013904223u;
            LoadKind kind = LoadKind.All[(int)(state >> 16) % LoadKind.All.Count];
            try
            {
                await AskAsync(kind, (int)(state >> 8) & 0xFFFF, isStreamed: kind.ChunksRead is not null || (state >> 30 & 1) == 0);
            }
            catch (Exception e) when (e is HttpRequestException or IOException or JsonException or TaskCanceledException or InvalidOperationException or KeyNotFoundException)
            {
                _tally.Mistake(kind.Name, e.Message);
            }
        }
    }

    private async Task AskAsync(LoadKind kind, int seed, bool isStreamed)
    {
        string method = isStreamed ? "streamGenerateContent?alt=sse" : "generateContent";
        using HttpRequestMessage request = new(HttpMethod.Post, $"/v1beta/models/{model}:{method}")
        {
            Content = new StringContent(kind.Body.Replace("SEED", seed.ToString(CultureInfo.InvariantCulture), StringComparison.Ordinal), new MediaTypeHeaderValue("application/json")),
        };
        long start = Stopwatch.GetTimestamp();
        if (kind.ChunksRead == 0)
        {
            using CancellationTokenSource hangUp = new(TimeSpan.FromMilliseconds(seed % 50));
            await Task.WhenAny(_client.SendAsync(request, hangUp.Token), Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, hangUp.Token));
            _tally.Answered(kind.Name);
            return;
        }

        using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        if (response.StatusCode == HttpStatusCode.ServiceUnavailable)
        {
            _tally.Busy();
            await Task.Delay(TimeSpan.FromMilliseconds(500), TimeProvider.System);
            return;
        }

        if (response.StatusCode != HttpStatusCode.OK)
        {
            _tally.Mistake(kind.Name, $"{(int)response.StatusCode} {await response.Content.ReadAsStringAsync()}");
            return;
        }

        JsonElement? candidate = isStreamed ? await ReadStreamAsync(response, kind.ChunksRead, start) : Candidate(await response.Content.ReadAsStringAsync());
        if (candidate is { } whole && !kind.IsValid(whole))
        {
            _tally.Mistake(kind.Name, whole.GetRawText());
        }

        _tally.Answered(kind.Name);
    }

    private static JsonElement Candidate(string answer) => JsonElement.Parse(answer).GetProperty("candidates")[0];

    // The parts of all chunks as one candidate; null where the client hung up.
    private async Task<JsonElement?> ReadStreamAsync(HttpResponseMessage response, int? chunksRead, long start)
    {
        using StreamReader reader = new(await response.Content.ReadAsStreamAsync());
        JsonArray parts = [];
        JsonNode? finishReason = null;
        int chunks = 0;
        while (await reader.ReadLineAsync() is { } line)
        {
            if (!line.StartsWith("data: ", StringComparison.Ordinal))
            {
                continue;
            }

            if (++chunks == 1)
            {
                _tally.FirstChunk(Stopwatch.GetElapsedTime(start));
            }

            if (chunks == chunksRead)
            {
                return null;
            }

            JsonNode candidate = JsonNode.Parse(line[6..])!["candidates"]![0]!;
            foreach (JsonNode? part in candidate["content"]?["parts"]?.AsArray() ?? [])
            {
                parts.Add(part!.DeepClone());
            }

            finishReason = candidate["finishReason"]?.DeepClone() ?? finishReason;
        }

        JsonObject whole = new() { ["content"] = new JsonObject { ["parts"] = parts }, ["finishReason"] = finishReason };
        return JsonElement.Parse(whole.ToJsonString());
    }
}
