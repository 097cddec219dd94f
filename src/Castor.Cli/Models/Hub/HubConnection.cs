using System.Net;
using System.Net.Http.Headers;
using Castor.Cli.Models.Download;

namespace Castor.Cli.Models.Hub;

/// <summary>Sends requests to a hub and to the stores that it points to, which never see the token.</summary>
internal sealed class HubConnection : IDisposable
{
    private const int MostRedirects = 10;
    private const int CommitLength = 40;

    /// <summary>How long a server may be silent before the line counts as cut.</summary>
    public static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(60);

    private readonly HttpClient _client;
    private readonly HubSettings _settings;
    private readonly TimeProvider _clock;

    public HubConnection(HubSettings settings, TimeProvider clock)
    {
        _settings = settings;
        _clock = clock;
        // Redirects are followed here, since the handler would decide by itself who sees which header.
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.None,
            ConnectTimeout = TimeSpan.FromSeconds(15),
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        _client.DefaultRequestHeaders.UserAgent.Add(new ProductInfoHeaderValue("castor", CastorVersion.Text));
        _client.DefaultRequestHeaders.AcceptEncoding.Add(new StringWithQualityHeaderValue("identity"));
    }

    public HubSettings Settings => _settings;

    /// <summary>Asks for an address; the body of the answer is not read yet.</summary>
    /// <param name="address">What is asked for.</param>
    /// <param name="range">Which bytes; null for all.</param>
    /// <param name="cancellationToken">Ends the request.</param>
    /// <exception cref="CutException">The line broke, or the server is overloaded: another try can help.</exception>
    /// <exception cref="PullException">The address cannot be reached in a way that another try would mend.</exception>
    public async Task<HubAnswer> GetAsync(Uri address, RangeHeaderValue? range, CancellationToken cancellationToken)
    {
        string? sha256 = null;
        string? commit = null;
        Uri at = address;
        for (int redirects = 0; redirects <= MostRedirects; redirects++)
        {
            HttpResponseMessage message = await SendAsync(at, range, cancellationToken);
            sha256 ??= Sha256.Parse(Header(message, "X-Linked-ETag"));
            commit ??= Header(message, "X-Repo-Commit") is { Length: CommitLength } told && told.All(char.IsAsciiHexDigit) ? told : null;
            if ((int)message.StatusCode is not (301 or 302 or 303 or 307 or 308))
            {
                ThrowIfOverloaded(message, at);
                return new HubAnswer(message, at) { LinkedSha256 = sha256, Commit = commit };
            }

            using (message)
            {
                at = Target(at, message.Headers.Location);
            }
        }

        throw new PullException($"{address.Host} redirects more than {MostRedirects} times.");
    }

    /// <summary>What the server says of a failure, in one line; null for nothing.</summary>
    public static string? Header(HttpResponseMessage message, string name) =>
        message.Headers.TryGetValues(name, out IEnumerable<string>? values)
        && SafeText.OneLine(values.FirstOrDefault() ?? "").Trim() is { Length: > 0 } value
            ? value
            : null;

    public void Dispose() => _client.Dispose();

    private async Task<HttpResponseMessage> SendAsync(Uri address, RangeHeaderValue? range, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address);
        request.Headers.Range = range;
        if (_settings.Token is { } token && _settings.Owns(address))
        {
            request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        }

        using var silence = new CancellationTokenSource(LongestSilence, _clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, silence.Token);
        try
        {
            return await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, either.Token);
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw new CutException($"the server {address.Host} does not answer");
        }
        catch (HttpRequestException e) when (e.HttpRequestError == HttpRequestError.SecureConnectionError)
        {
            throw new PullException($"{address.Host} cannot be trusted: {(e.InnerException ?? e).Message.TrimEnd('.')}.", e);
        }
        catch (HttpRequestException e) when (e.HttpRequestError is HttpRequestError.ConnectionError or HttpRequestError.NameResolutionError or HttpRequestError.ProxyTunnelError)
        {
            throw new CutException($"the server {address.Authority} cannot be reached ({(e.InnerException ?? e).Message.TrimEnd('.')})", e);
        }
        catch (HttpRequestException e)
        {
            throw new CutException($"the line to {address.Host} was cut", e);
        }
    }

    private static Uri Target(Uri from, Uri? location)
    {
        if (location is null || !Uri.TryCreate(from, location, out Uri? target) || target.Scheme is not ("http" or "https"))
        {
            throw new PullException($"{from.Host} redirects to no address.");
        }

        return from.Scheme == "https" && target.Scheme == "http"
            ? throw new PullException($"{from.Host} redirects to {target.Host} without encryption; that is not followed.")
            : target;
    }

    private void ThrowIfOverloaded(HttpResponseMessage message, Uri address)
    {
        int status = (int)message.StatusCode;
        if (status is not (408 or 429 or >= 500))
        {
            return;
        }

        using (message)
        {
            TimeSpan? wait = message.Headers.RetryAfter is { } retry ? retry.Delta ?? retry.Date - _clock.GetUtcNow() : null;
            string reason = status == 429 ? $"{address.Host} asks to slow down (429)" : $"{address.Host} answers {status}";
            throw new CutException(reason) { RetryAfter = wait > TimeSpan.Zero ? wait : null };
        }
    }
}
