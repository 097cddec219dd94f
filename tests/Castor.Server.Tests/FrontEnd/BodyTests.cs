using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Castor.Protocol;
using Castor.Server.FrontEnd;

namespace Castor.Server.Tests.FrontEnd;

/// <summary>Bodies that are too large, packed, broken or slow.</summary>
public sealed class BodyTests
{
    private const string Generate = "/v1beta/models/gemini-2.5-flash:generateContent";
    private const string Head = $"POST {Generate} HTTP/1.1\r\nHost: localhost\r\nx-goog-api-key: k\r\nContent-Type: application/json\r\n";
    private const string Hello = """{"contents":[{"parts":[{"text":"hello"}]}]}""";
    private const string TooLarge = "Request payload size exceeds the limit: 104857600 bytes.";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("1073741824")]
    [InlineData("104857601")]
    public async Task Body_ThatSaysItIsTooLarge_IsRefusedUnread(string length)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Exchange exchange = await Exchange.ConnectAsync(server.Address);
        await exchange.SendAsync($"{Head}Content-Length: {length}\r\n\r\n{{");
        string answer = await exchange.ReadUntilAsync("}\n}");
        Assert.StartsWith("HTTP/1.1 400", answer, StringComparison.Ordinal);
        Assert.Contains(TooLarge, answer, StringComparison.Ordinal);
        await AssertAnswersAsync(server);
    }

    [Fact]
    public async Task Body_InChunksBeyondTheLimit_IsRefusedThere()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Exchange exchange = await Exchange.ConnectAsync(server.Address);
        await exchange.SendAsync($"{Head}Transfer-Encoding: chunked\r\n\r\n");
        Task<string> answer = exchange.ReadUntilAsync("}\n}");
        byte[] chunk = [.. "100000\r\n"u8, .. Enumerable.Repeat((byte)' ', 0x100000), .. "\r\n"u8];
        long sent = 0;
        try
        {
            while (!answer.IsCompleted && sent < 2 * BodySizeLimit.Bytes)
            {
                await exchange.Stream.WriteAsync(chunk, Cancellation);
                sent += chunk.Length;
            }
        }
        catch (IOException)
        {
            // The server has stopped listening to it.
        }

        Assert.Contains(TooLarge, await answer, StringComparison.Ordinal);
        await AssertAnswersAsync(server);
    }

    [Theory]
    [InlineData("gzip")]
    [InlineData("GZIP")]
    [InlineData("deflate")]
    [InlineData("identity")]
    public async Task Body_Packed_IsRead(string encoding)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (HttpStatusCode status, JsonNode body) = await SendAsync(server, encoding, Pack(encoding, Encoding.UTF8.GetBytes(Hello)));
        Assert.Equal(HttpStatusCode.OK, status);
        Assert.NotNull(body["candidates"]);
    }

    [Fact]
    public async Task Body_PackedALot_IsReadWhileItIsHarmless()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        string text = Hello.Replace("hello", new string('a', 1_000_000), StringComparison.Ordinal);
        (HttpStatusCode status, _) = await SendAsync(server, "gzip", Pack("gzip", Encoding.UTF8.GetBytes(text)));
        Assert.Equal(HttpStatusCode.OK, status);
    }

    [Fact]
    public async Task Body_ThatIsABomb_IsRefusedBeforeItIsLarge()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (HttpStatusCode status, JsonNode body) = await SendAsync(server, "gzip", Bomb());
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("Request payload unpacks to more than 200 times its size.", (string)body["error"]!["message"]!);
    }

    [Fact]
    public async Task UnpackedBody_OfABomb_EndsSoonAfterTheHarmlessSize()
    {
        using var packed = new MemoryStream(Bomb());
        var counted = new CountedStream(packed);
        await using var body = new UnpackedBody(new GZipStream(counted, CompressionMode.Decompress), counted);
        await Assert.ThrowsAsync<ApiException>(() => body.CopyToAsync(Stream.Null, Cancellation));
        Assert.InRange(body.Position, UnpackedBody.HarmlessBytes, 2 * UnpackedBody.HarmlessBytes);
    }

    [Theory]
    [InlineData("gzip", "no gzip at all")]
    [InlineData("deflate", "no deflate at all")]
    [InlineData("br", "x")]
    [InlineData("gzip, gzip", "x")]
    public async Task Body_PackedWrongly_IsRefused(string encoding, string body)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        (HttpStatusCode status, JsonNode answer) = await SendAsync(server, encoding, Encoding.UTF8.GetBytes(body));
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("INVALID_ARGUMENT", (string)answer["error"]!["status"]!);
        Assert.Contains("Encoding", (string)answer["error"]!["message"]!, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(30)]
    [InlineData(8)]
    [InlineData(1)]
    public async Task Body_PackedAndCutShort_IsRefused(int missing)
    {
        await using RunningServer server = await RunningServer.StartAsync();
        byte[] packed = Pack("gzip", Encoding.UTF8.GetBytes(Hello));
        (HttpStatusCode status, JsonNode answer) = await SendAsync(server, "gzip", packed[..^missing]);
        Assert.Equal(HttpStatusCode.BadRequest, status);
        Assert.Equal("The request body does not match its Content-Encoding.", (string)answer["error"]!["message"]!);
    }

    [Fact]
    public async Task Sender_ThatIsTooSlow_IsCutOffAndHarmsNobody()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Exchange slow = await Exchange.ConnectAsync(server.Address);
        await slow.SendAsync($"{Head}Content-Length: 1000000\r\n\r\n{{");
        Task<string> end = slow.ReadUntilAsync("never");
        int answered = 0;
        while (!end.IsCompleted)
        {
            await AssertAnswersAsync(server);
            answered++;
        }

        Assert.InRange(answered, 10, int.MaxValue);
        Assert.DoesNotContain("HTTP/1.1 200", await end, StringComparison.Ordinal);
    }

    private static async Task AssertAnswersAsync(RunningServer server)
    {
        using HttpResponseMessage response = await server.PostAsync(Generate, Hello);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    private static async Task<(HttpStatusCode Status, JsonNode Body)> SendAsync(RunningServer server, string encoding, byte[] body)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.TryAddWithoutValidation("Content-Type", "application/json");
        content.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using HttpResponseMessage response = await server.Client.PostAsync(new Uri(Generate, UriKind.Relative), content, Cancellation);
        return (response.StatusCode, JsonNode.Parse(await response.Content.ReadAsStringAsync(Cancellation))!);
    }

    private static byte[] Bomb()
    {
        using var packed = new MemoryStream();
        using (var packer = new GZipStream(packed, CompressionLevel.SmallestSize))
        {
            packer.Write(new byte[100_000_000]);
        }

        byte[] bomb = packed.ToArray();
        Assert.InRange(bomb.Length, 1, 100_000);
        return bomb;
    }

    private static byte[] Pack(string encoding, byte[] bytes)
    {
        using var packed = new MemoryStream();
        Stream? packer = encoding.ToLowerInvariant() switch
        {
            "gzip" => new GZipStream(packed, CompressionLevel.Fastest),
            "deflate" => new ZLibStream(packed, CompressionLevel.Fastest),
            _ => null,
        };
        if (packer is null)
        {
            return bytes;
        }

        packer.Write(bytes);
        packer.Dispose();
        return packed.ToArray();
    }
}
