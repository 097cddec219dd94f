using Castor.Engines.Local.Weights;

namespace Castor.Engines.Catalog;

/// <summary>Reads a catalogue file again when it has changed. Where it has a mistake, the models that were read before stay.</summary>
public sealed class CatalogWatch : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly ModelCatalog _catalog;
    private readonly Func<string, ModelCatalog> _read;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private FileStamp _loaded;
    private FileStamp _seen;
    private bool _isDisposed;

    /// <summary>Begins to look at the file, once a second: some file systems tell of no changes.</summary>
    /// <param name="path">The file, as it was read already; it may be missing.</param>
    /// <param name="catalog">What is changed.</param>
    /// <param name="read">Makes the whole catalogue out of the file.</param>
    /// <param name="time">The clock of the looks.</param>
    public CatalogWatch(string path, ModelCatalog catalog, Func<string, ModelCatalog> read, TimeProvider time)
    {
        _path = path;
        _catalog = catalog;
        _read = read;
        _loaded = _seen = FileStamp.Of(path);
        _timer = time.CreateTimer(_ => Look(), null, s_interval, s_interval);
    }

    /// <summary>Happens after each reading; with the mistake where there was one.</summary>
    public event Action<Exception?>? Reloaded;

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _isDisposed = true;
        }

        _timer.Dispose();
    }

    private void Look()
    {
        lock (_gate)
        {
            var stamp = FileStamp.Of(_path);
            bool isSettled = stamp == _seen;
            _seen = stamp;

            // A file that is being written is left alone until a look finds it as the one before did.
            if (_isDisposed || stamp == _loaded || !isSettled)
            {
                return;
            }

            _loaded = stamp;
            Reload();
        }
    }

    private void Reload()
    {
        Exception? mistake = null;
        try
        {
            _catalog.TakeOver(_read(_path));
        }
        catch (Exception e) when (e is CatalogFileException or LocalModelException or IOException or UnauthorizedAccessException)
        {
            mistake = e;
        }

        Reloaded?.Invoke(mistake);
    }

    private readonly record struct FileStamp(bool Exists, DateTime WrittenAt, long Length)
    {
        public static FileStamp Of(string path)
        {
            FileInfo file = new(path);
            return file.Exists ? new FileStamp(true, file.LastWriteTimeUtc, file.Length) : default;
        }
    }
}
