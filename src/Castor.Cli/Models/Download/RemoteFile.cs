using System.Net;
using System.Net.Http.Headers;
using System.Text;
using Castor.Cli.Models.Hub;

namespace Castor.Cli.Models.Download;

/// <summary>A file on a server: what is known of it before it is pulled, and the way to its bytes.</summary>
internal sealed class RemoteFile
{
    private static readonly byte[] s_magic = "GGUF"u8.ToArray();

    private readonly HubConnection _connection;
    private readonly DownloadPlan _plan;

    // The store that the hub pointed to; its signed address holds for a while only.
    private volatile Uri _address;

    private RemoteFile(HubConnection connection, DownloadPlan plan, HubAnswer first)
    {
        _connection = connection;
        _plan = plan;
        _address = first.Address;
        HasRanges = first.Status == HttpStatusCode.PartialContent && first.Range?.Length is > 0;
        Size = HasRanges ? first.Range!.Length : first.Message.Content.Headers.ContentLength;
        Sha256 = first.LinkedSha256 ?? plan.Sha256;
        Version = first.Version;
        Commit = first.Commit;
    }

    /// <summary>The length in bytes; null where the server does not tell it.</summary>
    public long? Size { get; }

    /// <summary>Whether the server gives parts of the file.</summary>
    public bool HasRanges { get; }

    /// <summary>The SHA-256 that the bytes have to have; null where nobody tells it.</summary>
    public string? Sha256 { get; }

    /// <summary>The entity tag or the time of the last change; null where the server tells neither.</summary>
    public string? Version { get; }

    /// <summary>The commit of the repository.</summary>
    public string? Commit { get; }

    /// <summary>What tells these bytes from others that the same address may give later; null where nothing does.</summary>
    public string? Identity => Sha256 ?? Version;

    /// <summary>Asks for the first bytes, which tell all that is to be known.</summary>
    /// <exception cref="CutException">Another try can help.</exception>
    /// <exception cref="PullException">There is no such file, or it is no GGUF file.</exception>
    public static async Task<RemoteFile> OpenAsync(HubConnection connection, DownloadPlan plan, TimeProvider clock, CancellationToken cancellationToken)
    {
        using HubAnswer answer = await connection.GetAsync(plan.Address, new RangeHeaderValue(0, s_magic.Length - 1), cancellationToken);
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.PartialContent))
        {
            throw plan.Refusal(answer);
        }

        using var body = new BodyReader(answer, clock, cancellationToken);
        byte[] beginning = new byte[s_magic.Length];
        int read = 0;
        while (read < beginning.Length && await body.ReadAsync(beginning.AsMemory(read)) is var count and > 0)
        {
            read += count;
        }

        if (!beginning.AsSpan().SequenceEqual(s_magic))
        {
            string text = string.Concat(Encoding.Latin1.GetString(beginning, 0, read).Select(c => char.IsAscii(c) && !char.IsControl(c) ? c : '?'));
            throw new PullException($"{plan.Name} is no GGUF file: it begins with '{text}'.");
        }

        var remote = new RemoteFile(connection, plan, answer);
        return (plan.Size is { } size && remote.Size is { } told && size != told) || (plan.Sha256 is { } sum && sum != remote.Sha256)
            ? throw new PullException($"{plan.Name} is not what was to be pulled: {remote.Describe()} instead of {Describe(plan.Size, plan.Sha256)}. If it has just changed there, run the same command again.")
            : remote;
    }

    /// <summary>Asks for a part of the file.</summary>
    /// <exception cref="CutException">Another try can help.</exception>
    /// <exception cref="PullException">The file is gone or changed.</exception>
    public async Task<HubAnswer> GetRangeAsync(long from, long count, CancellationToken cancellationToken)
    {
        var range = new RangeHeaderValue(from, from + count - 1);
        HubAnswer answer = await _connection.GetAsync(_address, range, cancellationToken);
        if (answer.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.NotFound or HttpStatusCode.Gone && _address != _plan.Address)
        {
            answer.Dispose();
            answer = await _connection.GetAsync(_plan.Address, range, cancellationToken);
            _address = answer.Address;
        }

        PullException? fault = Fault(answer, from, count);
        if (fault is not null)
        {
            answer.Dispose();
            throw fault;
        }

        return answer;
    }

    /// <summary>Asks for the whole file.</summary>
    /// <exception cref="CutException">Another try can help.</exception>
    /// <exception cref="PullException">The file is gone.</exception>
    public async Task<HubAnswer> GetAllAsync(CancellationToken cancellationToken)
    {
        HubAnswer answer = await _connection.GetAsync(_plan.Address, range: null, cancellationToken);
        if (answer.Status == HttpStatusCode.OK)
        {
            return answer;
        }

        using (answer)
        {
            throw _plan.Refusal(answer);
        }
    }

    private PullException? Fault(HubAnswer answer, long from, long count)
    {
        if (answer.Status is not (HttpStatusCode.OK or HttpStatusCode.PartialContent or HttpStatusCode.RequestedRangeNotSatisfiable))
        {
            return _plan.Refusal(answer);
        }

        // A store may tag its copies each in its own way; only without a sum is the tag all there is.
        bool isSame = Sha256 is not null || answer.Version == Version;
        bool fits = answer.Range is { } range && range.From == from && range.To == from + count - 1 && range.Length == Size;
        return answer.Status == HttpStatusCode.PartialContent && isSame && fits
            ? null
            : new PullException($"{_plan.Name} changed there while it was pulled. Run the same command again: it starts again.");
    }

    private string Describe() => Describe(Size, Sha256);

    private static string Describe(long? size, string? sha256) =>
        string.Join(", ", ((string?[])[size is { } bytes ? $"{bytes} bytes" : null, sha256 is null ? null : $"SHA-256 {sha256}"]).OfType<string>());
}
