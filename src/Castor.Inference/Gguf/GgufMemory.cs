using System.IO.MemoryMappedFiles;

namespace Castor.Inference.Gguf;

/// <summary>The bytes of one file: a read-only map of it, or memory that somebody else owns.</summary>
internal sealed unsafe class GgufMemory : IDisposable
{
    private readonly FileStream? _stream;
    private readonly MemoryMappedFile? _file;
    private readonly MemoryMappedViewAccessor? _view;
    private byte* _start;

    private GgufMemory(string path, byte* start, long length, FileStream? stream, MemoryMappedFile? file, MemoryMappedViewAccessor? view)
    {
        Path = path;
        Length = length;
        _start = start;
        _stream = stream;
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

    public static GgufMemory Over(string path, byte* start, long length) => new(path, start, length, null, null, null);

    /// <exception cref="GgufException">The file is empty or a folder.</exception>
    /// <exception cref="IOException">The file cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">The file must not be read.</exception>
    public static GgufMemory Map(string path)
    {
        if (Directory.Exists(path))
        {
            throw new GgufException($"{path}: this is a folder, not a GGUF file.");
        }

        FileStream stream = new(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        MemoryMappedFile? file = null;
        try
        {
            if (!stream.CanSeek || stream.Length == 0)
            {
                throw new GgufException($"{path}: the file is empty, or no file at all.");
            }

            long length = stream.Length;
            file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: true);
            MemoryMappedViewAccessor view = file.CreateViewAccessor(0, length, MemoryMappedFileAccess.Read);
            byte* start = null;
            view.SafeMemoryMappedViewHandle.AcquirePointer(ref start);
            return new GgufMemory(path, start + view.PointerOffset, length, stream, file, view);
        }
        catch
        {
            file?.Dispose();
            stream.Dispose();
            throw;
        }
    }

    /// <summary>Copies bytes. Those of a file are read, not mapped: the first look at one mapped page may make 2 MB of it resident.</summary>
    /// <exception cref="GgufException">The file has become shorter.</exception>
    public void Read(long offset, Span<byte> bytes)
    {
        byte* start = Start;
        if (_stream is null)
        {
            new ReadOnlySpan<byte>(start + offset, bytes.Length).CopyTo(bytes);
            return;
        }

        for (int done = 0; done < bytes.Length;)
        {
            int count = RandomAccess.Read(_stream.SafeFileHandle, bytes[done..], offset + done);
            done += count > 0 ? count : throw new GgufException($"{Path}: the file has become shorter.");
        }
    }

    public void Dispose()
    {
        if (_start is not null && _view is not null)
        {
            _view.SafeMemoryMappedViewHandle.ReleasePointer();
            _view.Dispose();
            _file!.Dispose();
            _stream!.Dispose();
        }

        _start = null;
    }
}
