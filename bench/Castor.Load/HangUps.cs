using System.Net.Http.Headers;

namespace Castor.Load;

/// <summary>Opens streams and leaves each after its first event; what they held is to be free again afterwards.</summary>
internal static class HangUps
{
    private const string Body = """{"contents":[{"role":"user","parts":[{"text":"stream-bench"}]}]}""";
    private const int AtOnce = 100;

    public static async Task<int> RunAsync(Uri url, int count)
    {
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtOnce });
        client.DefaultRequestHeaders.Add("x-goog-api-key", "bench");
        await Parallel.ForEachAsync(Enumerable.Range(0, count), new ParallelOptions { MaxDegreeOfParallelism = AtOnce }, async (_, cancellationToken) =>
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(Body, new MediaTypeHeaderValue("application/json")) };
            using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            await using Stream stream = await response.Content.ReadAsStreamAsync(cancellationToken);
            _ = await stream.ReadAsync(new byte[1024], cancellationToken);
        });
        Console.WriteLine($"{{\"hangUps\":{count}}}");
        return 0;
    }
}
