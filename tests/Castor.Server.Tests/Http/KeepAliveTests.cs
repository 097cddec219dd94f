using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;

namespace Castor.Server.Tests.Http;

public sealed class KeepAliveTests
{
    private const string Path = "/v1beta/models/gemini-2.5-flash:generateContent";

    [Theory]
    [InlineData("{", HttpStatusCode.BadRequest)]
    [InlineData("""{"contents":[{"parts":[{"txt":"a"}]}]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"contents":[]}""", HttpStatusCode.BadRequest)]
    public async Task Connection_AfterRefusedBody_IsUsedAgain(string refused, HttpStatusCode expected)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        int connections = 0;
        using var handler = new SocketsHttpHandler
        {
            ConnectCallback = async (context, cancellationToken) =>
            {
                connections++;
                var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
                await socket.ConnectAsync(context.DnsEndPoint, cancellationToken);
                return new NetworkStream(socket, ownsSocket: true);
            },
        };
        using var client = new HttpClient(handler) { BaseAddress = server.Address };
        client.DefaultRequestHeaders.Add("x-goog-api-key", "test");

        HttpStatusCode first = await PostAsync(client, refused);
        HttpStatusCode second = await PostAsync(client, """{"contents":[{"parts":[{"text":"a"}]}]}""");

        Assert.Equal((expected, HttpStatusCode.OK, 1), (first, second, connections));
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, string json)
    {
        var content = new StringContent(json, Encoding.UTF8);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await client.PostAsync(new Uri(Path, UriKind.Relative), content, TestContext.Current.CancellationToken);
        await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        return response.StatusCode;
    }
}
