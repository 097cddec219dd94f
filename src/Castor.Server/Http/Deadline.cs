using System.Globalization;
using Castor.Engines;
using Castor.Protocol;
using Microsoft.AspNetCore.Http;

namespace Castor.Server.Http;

/// <summary>The deadline that a client sets by <c>X-Server-Timeout</c>, in seconds, joined with its hanging up.</summary>
internal readonly struct Deadline : IDisposable
{
    private const double LongestSeconds = 24 * 60 * 60;

    private readonly CancellationTokenSource? _expiry;
    private readonly CancellationTokenSource? _linked;
    private readonly CancellationToken _aborted;

    private Deadline(HttpContext context, CancellationTokenSource? expiry)
    {
        _aborted = context.RequestAborted;
        _expiry = expiry;
        _linked = expiry is null ? null : CancellationTokenSource.CreateLinkedTokenSource(_aborted, expiry.Token);
    }

    /// <summary>Whether the client has set one.</summary>
    public bool IsSet => _expiry is not null;

    /// <summary>Cancelled by the deadline or the client.</summary>
    public CancellationToken Token => _linked?.Token ?? _aborted;

    /// <summary>Whether the deadline, not the client, ended the call.</summary>
    public bool Expired => _expiry is { IsCancellationRequested: true } && !_aborted.IsCancellationRequested;

    /// <summary>Starts the clock of a request.</summary>
    /// <exception cref="ApiException">The header is no positive number.</exception>
    public static Deadline Of(HttpContext context, TimeProvider time)
    {
        string header = context.Request.Headers[GenerationCall.TimeoutHeader].ToString();
        if (header.Length == 0)
        {
            return new Deadline(context, null);
        }

        return double.TryParse(header, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) && seconds > 0
            ? new Deadline(context, new CancellationTokenSource(TimeSpan.FromSeconds(Math.Min(seconds, LongestSeconds)), time))
            : throw ApiException.InvalidArgument($"Invalid value for header '{GenerationCall.TimeoutHeader}': {header}");
    }

    /// <summary>What the client is told when its deadline passed.</summary>
    public static ApiException Exceeded() => new(ApiStatus.DeadlineExceeded, "Deadline expired before operation could complete.");

    public void Dispose()
    {
        _linked?.Dispose();
        _expiry?.Dispose();
    }
}
