using System.Net.Sockets;
using System.Text;

namespace Castor.Server.Tests.FrontEnd;

/// <summary>Bytes to and from a server without a client library's manners.</summary>
internal sealed class Exchange : IDisposable
{
    private readonly TcpClient _client = new();

    public NetworkStream Stream => _client.GetStream();

    public static async Task<Exchange> ConnectAsync(Uri address)
    {
        var exchange = new Exchange();
        await exchange._client.ConnectAsync(address.Host, address.Port, TestContext.Current.CancellationToken);
        return exchange;
    }

    public ValueTask SendAsync(string text) => Stream.WriteAsync(Encoding.ASCII.GetBytes(text), TestContext.Current.CancellationToken);

    /// <summary>Reads until the text is there or the server ends the connection.</summary>
    public async Task<string> ReadUntilAsync(string end)
    {
        var text = new StringBuilder();
        byte[] buffer = new byte[4096];
        try
        {
            while (!text.ToString().Contains(end, StringComparison.Ordinal)
                && await Stream.ReadAsync(buffer, TestContext.Current.CancellationToken) is > 0 and int read)
            {
                text.Append(Encoding.UTF8.GetString(buffer, 0, read));
            }
        }
        catch (IOException)
        {
            // A reset is an end too.
        }

        return text.ToString();
    }

    public void Dispose() => _client.Dispose();
}
