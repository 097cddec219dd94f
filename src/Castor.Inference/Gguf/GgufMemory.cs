using System.IO.MemoryMappedFiles;

namespace Castor.Inference.Gguf;

/// <summary>The bytes of one file: a read-only map of it, or memory that somebody else owns.</summary>
internal sealed unsafe class GgufMemory : IDisposable
{
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _start;

    private GgufMemory(string path, byte* start, long length, MemoryMappedFile? file, MemoryMappedViewAccessor? view)
    {
        Path = path;
        Length = length;
        _start = start;
        _file = file;
        _view = view;
    }

    public string Path { get; }

    public long Length { get; }

    /// <summary>The first byte.</summary>
    /// <exception cref="ObjectDisposedException">The file is closed, so that the bytes are gone.</exception>
    public byte* Start
    {
        get
        {
            ObjectDisposedException.ThrowIf(_start is null, typeof(GgufFile));
            return _start;
        }
    }

    /// <summary>Whether the pages are a file's, so that they can be given back and come again.</summary>
    public bool IsMapped => _view is not null;

    public static GgufMemory Over(string path, byte* start, long length) => new(path, start, length, null, null);

    /// <exception cref="GgufException">The file is empty or a folder.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static GgufMemory Map(string path)
    {
        if (Directory.Exists(path))
        {
            throw new GgufException($"{path}: this is a folder, not a GGUF file.");
        }

        using FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (!stream.CanSeek || stream.Length == 0)
        {
            throw new GgufException($"{path}: the file is empty, or no file at all.");
        }

        long length = stream.Length;
        var file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
        try
        {
            MemoryMappedViewAccessor view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            return new GgufMemory(path, start + view.PointerOffset, length, file, view);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        if (_start is not null && _view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file!.Dispose();
        }

        _start = null;
    }
}
