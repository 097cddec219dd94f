using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Castor.Cli.Tests.Models;

/// <summary>A server of files over HTTP, on a real socket, that can be told to misbehave in the ways that lines and servers do.</summary>
internal sealed class FileServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<SeenRequest> _requests = new();
    private long _sent;

    private FileServer(WebApplication app) => _app = app;

    public Uri Address { get; private set; } = null!;

    /// <summary>What each path gives.</summary>
    public ConcurrentDictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>The requests so far.</summary>
    public IReadOnlyList<SeenRequest> Requests => [.. _requests];

    /// <summary>Requests for more than the first four bytes.</summary>
    public IReadOnlyList<SeenRequest> Pulls => [.. _requests.Where(r => r.To is not 3)];

    /// <summary>How many bytes of files were sent.</summary>
    public long Sent => Interlocked.Read(ref _sent);

    /// <summary>Looks at a request before it is answered; true when it answered itself.</summary>
    public Func<HttpContext, SeenRequest, Task<bool>> Before { get; set; } = (_, _) => Task.FromResult(false);

    /// <summary>After how many bytes of an answer the line is cut; null for never.</summary>
    public Func<SeenRequest, int?> CutAfter { get; set; } = _ => null;

    /// <summary>Whether parts of files are given.</summary>
    public bool GivesRanges { get; set; } = true;

    /// <summary>Whether lengths are told.</summary>
    public bool TellsLength { get; set; } = true;

    /// <summary>The entity tag of a path; null for none.</summary>
    public Func<string, string?> ETag { get; set; } = path => $"\"{path.Length}-tag\"";

    public static async Task<FileServer> StartAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = new FileServer(builder.Build());
        server._app.Run(server.AnswerAsync);
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        server.Address = new Uri(server._app.Urls.Single());
        return server;
    }

    public async ValueTask DisposeAsync()
    {
        using var now = new CancellationTokenSource();
        await now.CancelAsync();
        await _app.StopAsync(now.Token);
        await _app.DisposeAsync();
    }

    private async Task AnswerAsync(HttpContext context)
    {
        SeenRequest request = SeenRequest.Of(context.Request);
        _requests.Enqueue(request);
        if (await Before(context, request))
        {
            return;
        }

        if (!Files.TryGetValue(request.Path, out byte[]? file))
        {
            context.Response.StatusCode = StatusCodes.Status404NotFound;
            return;
        }

        context.Response.Headers.ETag = ETag(request.Path);
        await SendAsync(context, file, request);
    }

    private async Task SendAsync(HttpContext context, byte[] file, SeenRequest request)
    {
        ReadOnlyMemory<byte> part = file;
        if (GivesRanges && request.From is { } from)
        {
            if (from >= file.Length)
            {
                context.Response.StatusCode = StatusCodes.Status416RangeNotSatisfiable;
                context.Response.Headers.ContentRange = $"bytes */{file.Length}";
                return;
            }

            long to = Math.Min(request.To ?? long.MaxValue, file.Length - 1);
            context.Response.StatusCode = StatusCodes.Status206PartialContent;
            context.Response.Headers.ContentRange = $"bytes {from}-{to}/{file.Length}";
            part = file.AsMemory((int)from, (int)(to - from + 1));
        }

        context.Response.ContentLength = TellsLength ? part.Length : null;
        int? cut = CutAfter(request);
        ReadOnlyMemory<byte> sent = cut is { } limit && limit < part.Length ? part[..limit] : part;
        Interlocked.Add(ref _sent, sent.Length);
        try
        {
            await context.Response.BodyWriter.WriteAsync(sent, context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return;
        }

        if (sent.Length < part.Length)
        {
            context.Abort();
        }
    }
}
