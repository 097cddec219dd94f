using System.Text.Json;
using Castor.Engines.Local.Weights;
using Microsoft.Win32.SafeHandles;

namespace Castor.Cli.Models.Download;

/// <summary>The file that bytes are written to until it is whole, and what tells a later run which of them are there.</summary>
internal sealed class PartialFile : IDisposable
{
    // What a chunk takes in the state at most.
    private const int BytesPerChunk = 64;

    private readonly string _target;
    private readonly SafeFileHandle _handle;
    private readonly Lock _stateLock = new();

    private PartialFile(string target, SafeFileHandle handle)
    {
        _target = target;
        _handle = handle;
    }

    /// <summary>The partial file's path.</summary>
    public static string PathOf(string target) => target + ".part";

    /// <summary>The path of what is known of the partial file.</summary>
    public static string StatePathOf(string target) => target + ".part.json";

    /// <summary>Opens the partial file of a target, making it where it is missing; no other process can open it meanwhile.</summary>
    /// <exception cref="PullException">It cannot be opened, or another process has it.</exception>
    public static PartialFile Open(string target)
    {
        string path = PathOf(target);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            return new PartialFile(target, File.OpenHandle(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None, FileOptions.Asynchronous));
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new PullException($"Another castor seems to pull {Path.GetFileName(target)} already: {e.Message.TrimEnd('.')}.", e);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new PullException($"{path} cannot be made: {e.Message.TrimEnd('.')}.", e);
        }
    }

    /// <summary>What an earlier run left; null where there is nothing that can be gone on with.</summary>
    public DownloadState? ReadState()
    {
        try
        {
            DownloadState? state = JsonSerializer.Deserialize(File.ReadAllBytes(StatePathOf(_target)), DownloadStateJsonContext.Default.DownloadState);
            return state is { Version: DownloadState.CurrentVersion } && state.Size == RandomAccess.GetLength(_handle) ? state : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }

    /// <summary>How many bytes a later run can use.</summary>
    public long Kept => _handle.IsClosed ? 0 : ReadState()?.Chunks.Sum(c => c.Done) ?? 0;

    /// <summary>Keeps a state, in the place of the last one; on a disk that is full, in the very bytes that the last one takes.</summary>
    public void WriteState(DownloadState state)
    {
        string path = StatePathOf(_target);
        byte[] bytes = Padded(state);
        lock (_stateLock)
        {
            try
            {
                File.WriteAllBytes(path + ".new", bytes);
                File.Move(path + ".new", path, overwrite: true);
            }
            catch (IOException e) when (DiskSpace.IsFull(e) && File.Exists(path))
            {
                File.Delete(path + ".new");
                using SafeFileHandle last = File.OpenHandle(path, FileMode.Open, FileAccess.Write);
                RandomAccess.Write(last, bytes, 0);
            }
        }
    }

    /// <summary>A state with blanks behind it, so that the first one has room for all that follow.</summary>
    private static byte[] Padded(DownloadState state)
    {
        byte[] bytes = JsonSerializer.SerializeToUtf8Bytes(state, DownloadStateJsonContext.Default.DownloadState);
        int empty = JsonSerializer.SerializeToUtf8Bytes(state with { Chunks = [] }, DownloadStateJsonContext.Default.DownloadState).Length;
        byte[] padded = new byte[Math.Max(bytes.Length, empty + (state.Size / state.ChunkSize + 1) * BytesPerChunk)];
        padded.AsSpan(bytes.Length).Fill((byte)' ');
        bytes.CopyTo(padded, 0);
        return padded;
    }

    /// <summary>Forgets all bytes, and makes room for a file of a length.</summary>
    public void Clear(long size)
    {
        File.Delete(StatePathOf(_target));
        RandomAccess.SetLength(_handle, 0);
        RandomAccess.SetLength(_handle, size);
    }

    /// <summary>Writes bytes to their place.</summary>
    public ValueTask WriteAsync(ReadOnlyMemory<byte> bytes, long offset, CancellationToken cancellationToken) =>
        RandomAccess.WriteAsync(_handle, bytes, offset, cancellationToken);

    /// <summary>Reads bytes from a place; 0 at the end.</summary>
    public ValueTask<int> ReadAsync(Memory<byte> bytes, long offset, CancellationToken cancellationToken) =>
        RandomAccess.ReadAsync(_handle, bytes, offset, cancellationToken);

    /// <summary>Puts the whole file in its place, at once, with the record of where it came from.</summary>
    public void Finish(PullRecord record)
    {
        RandomAccess.FlushToDisk(_handle);
        // Windows moves no file that is open.
        _handle.Dispose();
        File.Move(PathOf(_target), _target, overwrite: true);
        // First, so that the record has room on a full disk; without one the next run looks whether the file is the right one.
        File.Delete(StatePathOf(_target));
        LocalModels.WriteRecord(_target, record);
    }

    /// <summary>Deletes the partial file, of which nothing can be used.</summary>
    public void Discard()
    {
        _handle.Dispose();
        File.Delete(StatePathOf(_target));
        File.Delete(PathOf(_target));
    }

    public void Dispose() => _handle.Dispose();
}
