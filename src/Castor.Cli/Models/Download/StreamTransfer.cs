using System.Buffers;
using Castor.Cli.Models.Hub;

namespace Castor.Cli.Models.Download;

/// <summary>Pulls a whole file in one stream, from a server that gives no parts: a line that breaks makes it start again.</summary>
internal sealed class StreamTransfer(RemoteFile remote, PartialFile partial, string name, IPullProgress progress, TimeProvider clock)
{
    private const int BufferSize = 256 << 10;

    /// <summary>Pulls until all is there, and gives the length.</summary>
    /// <exception cref="PullException">The server cannot be reached any more, or refuses.</exception>
    public async Task<long> RunAsync(CancellationToken cancellationToken)
    {
        byte[] buffer = ArrayPool<byte>.Shared.Rent(BufferSize);
        try
        {
            // Each try starts from nothing, so bytes that came are no reason to be patient for longer.
            return await Patience.ForTransfer(clock).TryAsync(() => CopyAsync(buffer, cancellationToken), cancellationToken, progress.Note);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private async Task<long> CopyAsync(byte[] buffer, CancellationToken cancellationToken)
    {
        partial.Clear(size: 0);
        progress.Start("Pulling", name, remote.Size, done: 0);
        using HubAnswer answer = await remote.GetAllAsync(cancellationToken);
        using var body = new BodyReader(answer, clock, cancellationToken);
        long offset = 0;
        while (await body.ReadAsync(buffer.AsMemory(0, BufferSize)) is var read and > 0)
        {
            await partial.WriteAsync(buffer.AsMemory(0, read), offset, cancellationToken);
            offset += read;
            progress.Advance(read);
        }

        return remote.Size is { } size && size != offset
            ? throw new CutException($"the line to {answer.Address.Host} was cut")
            : offset;
    }
}
