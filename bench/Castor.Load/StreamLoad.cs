using System.Diagnostics;
using System.Globalization;
using System.Net.Http.Headers;

namespace Castor.Load;

/// <summary>
/// Opens many streams at once and prints one JSON line: how many finished whole, and by how much the time between first and last
/// event was stretched beyond 63 gaps of 20 ms.
/// </summary>
internal static class StreamLoad
{
    private const int Events = 64;
    private const double IdealMilliseconds = (Events - 1) * 20;
    private const string Body = """{"contents":[{"role":"user","parts":[{"text":"stream-bench"}]}]}""";

    public static async Task<int> RunAsync(Uri url, int count)
    {
        using var handler = new SocketsHttpHandler { MaxConnectionsPerServer = count };
        using var client = new HttpClient(handler) { Timeout = TimeSpan.FromMinutes(2) };
        client.DefaultRequestHeaders.Add("x-goog-api-key", "bench");
        await Task.WhenAll(Enumerable.Range(0, Math.Min(count, 64)).Select(_ => StreamAsync(client, url)));

        (int Events, double Milliseconds)[] streams = await Task.WhenAll(Enumerable.Range(0, count).Select(_ => StreamAsync(client, url)));

        double[] stretches = [.. streams.Select(s => (s.Milliseconds / IdealMilliseconds) - 1).Order()];
        int whole = streams.Count(s => s.Events == Events);
        Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture,
            $"{{\"streams\":{count},\"whole\":{whole},\"stretchMedian\":{stretches[count / 2]:F4},\"stretchP99\":{stretches[(int)((count - 1) * 0.99)]:F4}}}"));
        return whole == count ? 0 : 1;
    }

    private static async Task<(int Events, double Milliseconds)> StreamAsync(HttpClient client, Uri url)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(Body, new MediaTypeHeaderValue("application/json")) };
        using HttpResponseMessage response = await client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        response.EnsureSuccessStatusCode();
        await using Stream stream = await response.Content.ReadAsStreamAsync();
        byte[] buffer = new byte[16 * 1024];
        int events = 0;
        long first = 0;
        long last = 0;
        int read;
        while ((read = await stream.ReadAsync(buffer)) > 0)
        {
            last = Stopwatch.GetTimestamp();
            first = first == 0 ? last : first;
            events += buffer.AsSpan(0, read).Count("data:"u8);
        }

        return (events, Stopwatch.GetElapsedTime(first, last).TotalMilliseconds);
    }
}
