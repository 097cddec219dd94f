using System.Text.Json;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.Tokens;

namespace Castor.Server.Identity.Issuers;

/// <summary>
/// The keys of the issuers, in memory. They are read at the start and once an hour, never in a request, and only from where the operator's file says; an
/// issuer that cannot be reached keeps the keys that it had.
/// </summary>
internal sealed partial class IssuerKeys : IHostedService, IDisposable
{
    private const int LargestDocument = 256 * 1024;
    private static readonly TimeSpan s_period = TimeSpan.FromHours(1);
    private static readonly TimeSpan s_again = TimeSpan.FromMinutes(1);

    private readonly IReadOnlyList<IssuerRule> _rules;
    private readonly TimeProvider _time;
    private readonly ILogger<IssuerKeys> _logger;
    private readonly CancellationTokenSource _stopping = new();
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false, UseProxy = true })
    {
        Timeout = TimeSpan.FromSeconds(10),
        MaxResponseContentBufferSize = LargestDocument,
    };

    private Dictionary<string, (IssuerRule Rule, IReadOnlyList<SecurityKey> Keys)> _issuers = [];
    private ITimer? _timer;

    public IssuerKeys(IReadOnlyList<IssuerRule> rules, TimeProvider time, ILogger<IssuerKeys> logger)
    {
        _rules = rules;
        _time = time;
        _logger = logger;
    }

    /// <summary>The issuer of that name and its keys; null for one that nobody has configured.</summary>
    public (IssuerRule Rule, IReadOnlyList<SecurityKey> Keys)? Find(string issuer) =>
        Volatile.Read(ref _issuers).TryGetValue(issuer, out (IssuerRule, IReadOnlyList<SecurityKey>) found) ? found : null;

    /// <inheritdoc/>
    public async Task StartAsync(CancellationToken cancellationToken)
    {
        bool all = await ReadAsync(cancellationToken);
        _timer = _time.CreateTimer(static state => _ = ((IssuerKeys)state!).RefreshAsync(), this, all ? s_period : s_again, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    public Task StopAsync(CancellationToken cancellationToken)
    {
        _stopping.Cancel();
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _timer?.Dispose();
        _http.Dispose();
        _stopping.Dispose();
    }

    private async Task RefreshAsync()
    {
        try
        {
            bool all = await ReadAsync(_stopping.Token);
            _timer?.Change(all ? s_period : s_again, Timeout.InfiniteTimeSpan);
        }
        catch (Exception e) when (e is OperationCanceledException or ObjectDisposedException)
        {
            // The server is stopping.
        }
    }

    private async Task<bool> ReadAsync(CancellationToken cancellationToken)
    {
        bool all = true;
        var issuers = new Dictionary<string, (IssuerRule, IReadOnlyList<SecurityKey>)>(StringComparer.Ordinal);
        foreach (IssuerRule rule in _rules)
        {
            IReadOnlyList<SecurityKey> keys = Find(rule.Issuer)?.Keys ?? [];
            try
            {
                keys = [.. JsonWebKeySet.Create(await ReadKeySetAsync(rule, cancellationToken)).GetSigningKeys()];
            }
            catch (Exception e) when (e is IOException or HttpRequestException or JsonException or ArgumentException or UnauthorizedAccessException or InvalidDataException
                || (e is TaskCanceledException && !cancellationToken.IsCancellationRequested))
            {
                Log.NotRead(_logger, rule.Issuer, e.Message);
                all = false;
            }

            issuers[rule.Issuer] = (rule, keys);
        }

        Volatile.Write(ref _issuers, issuers);
        return all;
    }

    private async Task<string> ReadKeySetAsync(IssuerRule rule, CancellationToken cancellationToken)
    {
        if (rule.JwksFile is { } file)
        {
            return await File.ReadAllTextAsync(file, cancellationToken);
        }

        string address = rule.JwksUri ?? await DiscoverAsync(rule, cancellationToken);
        return await _http.GetStringAsync(new Uri(address), cancellationToken);
    }

    /// <summary>The address of the keys, by the issuer's own word, which must be about itself. <see href="https://openid.net/specs/openid-connect-discovery-1_0.html"/></summary>
    private async Task<string> DiscoverAsync(IssuerRule rule, CancellationToken cancellationToken)
    {
        string text = await _http.GetStringAsync(new Uri(rule.Issuer.TrimEnd('/') + "/.well-known/openid-configuration"), cancellationToken);
        using var document = JsonDocument.Parse(text);
        string? issuer = document.RootElement.TryGetProperty("issuer", out JsonElement name) ? name.GetString() : null;
        string? keys = document.RootElement.TryGetProperty("jwks_uri", out JsonElement uri) ? uri.GetString() : null;
        return issuer == rule.Issuer && keys is not null && IssuersFile.IsSafe(keys)
            ? keys
            : throw new InvalidDataException("Its discovery document names another issuer, or no safe jwks_uri.");
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, Message = "The keys of issuer {Issuer} could not be read; those read before stay in force: {Reason}")]
        public static partial void NotRead(ILogger logger, string issuer, string reason);
    }
}
