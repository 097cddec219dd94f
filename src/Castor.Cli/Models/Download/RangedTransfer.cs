using System.Buffers;
using Castor.Cli.Models.Hub;

namespace Castor.Cli.Models.Download;

/// <summary>Pulls the missing chunks of a file over several connections at once.</summary>
internal sealed class RangedTransfer(RemoteFile remote, PartialFile partial, ChunkMap map, IPullProgress progress, TimeProvider clock)
{
    private const int BufferSize = 256 << 10;

    private readonly Lock _noteLock = new();
    private string? _lastNote;

    /// <summary>Pulls until all is there; what came before a failure stays.</summary>
    /// <param name="connections">How many connections at once.</param>
    /// <param name="keep">Keeps the state of the map.</param>
    /// <param name="cancellationToken">Ends the transfer.</param>
    /// <exception cref="PullException">The server cannot be reached any more, or refuses.</exception>
    public async Task RunAsync(int connections, Action keep, CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        Task[] workers = [.. Enumerable.Range(0, Math.Min(connections, map.Count)).Select(_ => Task.Run(() => WorkAsync(keep, stop), CancellationToken.None))];
        try
        {
            await Task.WhenAll(workers);
        }
        catch (Exception) when (workers.Select(w => w.Exception?.InnerException).OfType<Exception>().FirstOrDefault(e => e is not OperationCanceledException) is { } first)
        {
            // The other workers were only stopped because of this one.
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(first);
        }
    }

    private async Task WorkAsync(Action keep, CancellationTokenSource stop)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            var patience = Patience.ForTransfer(clock);
            while (map.Take() is { } chunk)
            {
                await FetchAsync(chunk, buffer, patience, stop.Token);
                keep();
            }
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task FetchAsync(int chunk, byte[] buffer, Patience patience, CancellationToken cancellationToken)
    {
        while (map.Missing(chunk) is { Count: > 0 } missing)
        {
            try
            {
                using HubAnswer answer = await remote.GetRangeAsync(missing.From, missing.Count, cancellationToken);
                using var body = new BodyReader(answer, clock, cancellationToken);
                await CopyAsync(chunk, missing.From, missing.Count, body, buffer, patience, cancellationToken);
            }
            catch (CutException cut)
            {
                await patience.WaitAsync(cut, Note, cancellationToken);
            }
        }
    }

    private async Task CopyAsync(int chunk, long offset, long count, BodyReader body, byte[] buffer, Patience patience, CancellationToken cancellationToken)
    {
        while (count > 0)
        {
            int read = await body.ReadAsync(buffer.AsMemory(0, (int)Math.Min(BufferSize, count)));
            if (read == 0)
            {
                throw new CutException("the line was cut");
            }

            // Not to be cancelled half-way: the map has to know what is on the disk.
            await partial.WriteAsync(buffer.AsMemory(0, read), offset, CancellationToken.None);
            map.Advance(chunk, buffer.AsSpan(0, read));
            patience.Reset();
            progress.Advance(read);
            offset += read;
            count -= read;
            cancellationToken.ThrowIfCancellationRequested();
        }
    }

    /// <summary>Connections mostly break together; that is told once.</summary>
    private void Note(string line)
    {
        lock (_noteLock)
        {
            if (line == _lastNote)
            {
                return;
            }

            _lastNote = line;
        }

        progress.Note(line);
    }
}
