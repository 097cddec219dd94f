using Castor.Cli.Models.Hub;
using Castor.Engines.Local.Weights;

namespace Castor.Cli.Models.Download;

/// <summary>Pulls one file to its place: what an earlier run left is gone on with, and nothing takes the place before it is whole and right.</summary>
internal sealed class FileDownload(HubConnection connection, IPullProgress progress, DownloadOptions options)
{
    private const int MostRepairs = 2;

    private TimeProvider Clock => options.Clock;

    /// <summary>Pulls a file, unless it is in its place already.</summary>
    /// <exception cref="PullException">It could not be pulled; the message tells what is kept.</exception>
    public async Task<DownloadResult> RunAsync(DownloadPlan plan, CancellationToken cancellationToken)
    {
        RemoteFile remote = await Patience.ForFirstContact(Clock)
            .TryAsync(() => RemoteFile.OpenAsync(connection, plan, Clock, cancellationToken), cancellationToken, progress.Note);
        return await FindAsync(plan, remote, cancellationToken) is { } here
            ? new DownloadResult(plan.Target, here, WasHere: true)
            : new DownloadResult(plan.Target, await PullAsync(plan, remote, cancellationToken), WasHere: false);
    }

    /// <summary>The record of the same file in its place; null where there is none, or another one.</summary>
    private async Task<PullRecord?> FindAsync(DownloadPlan plan, RemoteFile remote, CancellationToken cancellationToken)
    {
        var file = new FileInfo(plan.Target);
        if (!file.Exists || (remote.Size is { } size && file.Length != size))
        {
            return null;
        }

        PullRecord? record = LocalModels.ReadRecord(plan.Target);
        if (record?.Size == file.Length && (remote.Sha256 is { } sum ? record.Sha256 == sum : record.ETag is not null && record.ETag == remote.Version && record.Url == plan.Address.AbsoluteUri))
        {
            return record;
        }

        if (remote.Sha256 is null || record is not null)
        {
            return null;
        }

        // Somebody put it there by hand, or a run ended between the last two steps.
        progress.Start("Checking", plan.Name, file.Length, done: 0);
        Verification found = await Verification.OfFileAsync(plan.Target, progress, cancellationToken);
        if (found.Sha256 != remote.Sha256)
        {
            return null;
        }

        record = Record(plan, remote, found, file.Length);
        LocalModels.WriteRecord(plan.Target, record);
        return record;
    }

    private async Task<PullRecord> PullAsync(DownloadPlan plan, RemoteFile remote, CancellationToken cancellationToken)
    {
        using var partial = PartialFile.Open(plan.Target);
        ChunkMap? map = remote.HasRanges ? Resume(plan, remote, partial) : null;
        try
        {
            CheckSpace(plan, remote.Size - (map?.Done ?? 0));
            Verification found = map is null
                ? await StreamAsync(plan, remote, partial, cancellationToken)
                : await RangedAsync(plan, remote, partial, map, cancellationToken);
            CheckSum(plan, remote, partial, found);
            PullRecord record = Record(plan, remote, found, new FileInfo(PartialFile.PathOf(plan.Target)).Length);
            partial.Finish(record);
            return record;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new PullException($"Stopped. {Keep(partial, map)}");
        }
        catch (PullException e) when (File.Exists(PartialFile.PathOf(plan.Target)))
        {
            throw new PullException($"{e.Message} {Keep(partial, map)}", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            string reason = e is IOException io && DiskSpace.IsFull(io) ? $"The disk of {Path.GetDirectoryName(plan.Target)} is full: make room." : $"{plan.Name} cannot be written: {e.Message.TrimEnd('.')}.";
            throw new PullException($"{reason} {Keep(partial, map)}", e);
        }
    }

    private ChunkMap Resume(DownloadPlan plan, RemoteFile remote, PartialFile partial)
    {
        DownloadState? state = partial.ReadState();
        bool isSame = state is not null && state.Identity == remote.Identity && state.Size == remote.Size;
        if (isSame && ChunkMap.Restore(state!) is { } map)
        {
            return map;
        }

        if (state is not null)
        {
            progress.Note(isSame || state.Identity == "" ? $"What is here of {plan.Name} cannot be gone on with: it starts again." : $"{plan.Name} changed there since it was begun: it starts again.");
        }

        partial.Clear(remote.Size!.Value);
        return ChunkMap.Empty(remote.Size!.Value);
    }

    private async Task<Verification> RangedAsync(DownloadPlan plan, RemoteFile remote, PartialFile partial, ChunkMap map, CancellationToken cancellationToken)
    {
        var transfer = new RangedTransfer(remote, partial, map, progress, Clock);
        for (int repairs = 0; ; repairs++)
        {
            if (!map.IsComplete)
            {
                progress.Start("Pulling", plan.Name, map.Size, map.Done);
                Keep();
                try
                {
                    await transfer.RunAsync(options.Connections, Keep, cancellationToken);
                }
                finally
                {
                    TryKeep();
                }
            }

            progress.Start("Checking", plan.Name, map.Size, done: 0);
            Verification found = await Verification.ReadAsync(partial, map.Size, map, progress, cancellationToken);
            if (found.Damaged.Count == 0)
            {
                return found;
            }

            foreach (int chunk in found.Damaged)
            {
                map.Drop(chunk);
            }

            Keep();
            if (repairs == MostRepairs)
            {
                throw new PullException($"{Pieces(found, map)} of {plan.Name} come back from the disk otherwise than they were written, again and again: the disk may be failing.");
            }

            progress.Note($"{Pieces(found, map)} of {plan.Name} were damaged on the disk; they are pulled again.");
        }

        void Keep() => partial.WriteState(State(plan, remote, map));

        void TryKeep()
        {
            try
            {
                Keep();
            }
            catch (IOException)
            {
                // The last state that could be written is true still, and what stopped the transfer is what has to be told.
            }
        }
    }

    private async Task<Verification> StreamAsync(DownloadPlan plan, RemoteFile remote, PartialFile partial, CancellationToken cancellationToken)
    {
        progress.Note($"{plan.Address.Host} gives no parts of a file: it comes in one stream, and cannot be gone on with when it breaks off.");
        long size = await new StreamTransfer(remote, partial, plan.Name, progress, Clock).RunAsync(cancellationToken);
        progress.Start("Checking", plan.Name, size, done: 0);
        return await Verification.ReadAsync(partial, size, map: null, progress, cancellationToken);
    }

    private void CheckSpace(DownloadPlan plan, long? missing)
    {
        string folder = Path.GetDirectoryName(plan.Target)!;
        if (missing is { } bytes && options.FreeSpace(folder) is { } free && bytes + plan.Following > free)
        {
            throw new PullException($"The disk of {folder} has {ByteSize.Text(free)} left, and {plan.Name} needs {ByteSize.Text(bytes + plan.Following)} more: make room, or name another folder with --data.");
        }
    }

    private static void CheckSum(DownloadPlan plan, RemoteFile remote, PartialFile partial, Verification found)
    {
        if (remote.Sha256 is { } expected && expected != found.Sha256)
        {
            // What is on the disk is what came, so no part of it can be told to be right.
            partial.Discard();
            string before = File.Exists(plan.Target) ? " The file that was there before is untouched." : "";
            throw new PullException(
                $"What came of {plan.Name} is not what {plan.Address.Host} promises: SHA-256 {found.Sha256} instead of {expected}. It was thrown away.{before} If another try ends so too, the file is damaged there.");
        }
    }

    private PullRecord Record(DownloadPlan plan, RemoteFile remote, Verification found, long size) => new()
    {
        Repository = plan.Repository,
        File = plan.File,
        Url = plan.Address.AbsoluteUri,
        Commit = remote.Commit,
        Size = size,
        Sha256 = found.Sha256,
        Checked = remote.Sha256 is not null,
        ETag = remote.Version,
        PulledTime = Clock.GetUtcNow(),
    };

    private static DownloadState State(DownloadPlan plan, RemoteFile remote, ChunkMap map) => new()
    {
        Version = DownloadState.CurrentVersion,
        Url = plan.Address.AbsoluteUri,
        // Without anything that tells versions apart, a later run has to start again.
        Identity = remote.Identity ?? "",
        Size = map.Size,
        ChunkSize = map.ChunkSize,
        Chunks = map.Chunks(),
    };

    private static string Pieces(Verification found, ChunkMap map) => $"{found.Damaged.Count} of {map.Count} pieces";

    /// <summary>Leaves behind what a later run can use, and tells what that is.</summary>
    private static string Keep(PartialFile partial, ChunkMap? map)
    {
        if (map is not null && partial.Kept is > 0 and var done)
        {
            return $"{done * 100 / map.Size}% of it ({ByteSize.Text(done)} of {ByteSize.Text(map.Size)}) is kept: the same command goes on from there.";
        }

        partial.Discard();
        return "Nothing of it is kept: the same command starts again.";
    }
}
