using System.Collections.Specialized;
using System.Net.Sockets;
using System.Text;
using System.Web;

namespace Castor.Cli.OAuthClients;

/// <summary>Waits for the browser to bring the answer of a consent page to a port of loopback.</summary>
internal static class LoopbackAnswer
{
    private const int LongestLine = 8192;

    private const string Page =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Security-Policy: default-src 'none'\r\nConnection: close\r\n\r\n"
        + "<!DOCTYPE html><html lang=en><meta charset=utf-8><title>Castor</title><p>Done. You can close this page.</p></html>\n";

    /// <summary>The code; null where the person has denied. A request without the right state is not the answer, and is passed over.</summary>
    public static async Task<string?> WaitAsync(TcpListener listener, string state, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task<TcpClient> next = listener.AcceptTcpClientAsync(over.Token).AsTask();
        List<Task<NameValueCollection?>> heard = [];
        try
        {
            // Browsers open connections that they may want later and are silent on them: no one of them is waited for alone.
            while (true)
            {
                Task first = await Task.WhenAny([next, .. heard]);
                if (first == next)
                {
                    heard.Add(HearAsync(await next, state, over.Token));
                    next = listener.AcceptTcpClientAsync(over.Token).AsTask();
                }
                else if (first is Task<NameValueCollection?> one && heard.Remove(one) && await one is { } answer)
                {
                    return answer["code"];
                }
            }
        }
        finally
        {
            await over.CancelAsync();
        }
    }

    private static async Task<NameValueCollection?> HearAsync(TcpClient client, string state, CancellationToken cancellationToken)
    {
        using (client)
        {
            try
            {
                await using NetworkStream stream = client.GetStream();
                string line = await ReadLineAsync(stream, cancellationToken);
                await stream.WriteAsync(Encoding.ASCII.GetBytes(Page), cancellationToken);
                return line.Split(' ') is ["GET", var target, ..] && Uri.TryCreate(new Uri("http://127.0.0.1/"), target, out Uri? uri)
                    && HttpUtility.ParseQueryString(uri.Query) is { } query && query["state"] == state
                    ? query
                    : null;
            }
            catch (Exception e) when (e is IOException or InvalidOperationException)
            {
                // It hung up before it had said anything.
                return null;
            }
        }
    }

    private static async Task<string> ReadLineAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        byte[] buffer = new byte[LongestLine];
        int length = 0;
        int read;
        while (buffer.AsSpan(0, length).IndexOf((byte)'\n') < 0
            && (read = await stream.ReadAsync(buffer.AsMemory(length), cancellationToken)) > 0)
        {
            length += read;
        }

        return Encoding.ASCII.GetString(buffer, 0, length).Split('\r', '\n')[0];
    }
}
