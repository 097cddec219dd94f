using Castor.Engines.Local.Weights;

namespace Castor.Engines.Catalog;

/// <summary>Reads the catalogue again when its file or the weights of this machine have changed. Where there is a mistake, the models that were read before stay.</summary>
public sealed class CatalogWatch : IDisposable
{
    private static readonly TimeSpan s_interval = TimeSpan.FromSeconds(1);

    private readonly string _path;
    private readonly Func<string, ModelCatalog> _read;
    private readonly LocalModels? _weights;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private Stamp _loaded;
    private Stamp _seen;
    private bool _isDisposed;

    /// <summary>Reads the catalogue, and begins to look at the files, once a second: some file systems tell of no changes.</summary>
    /// <param name="path">The file; it may be missing.</param>
    /// <param name="read">Makes the whole catalogue out of the file.</param>
    /// <param name="time">The clock of the looks.</param>
    /// <param name="weights">The weights of this machine, which may come and go too; null for none.</param>
    public CatalogWatch(string path, Func<string, ModelCatalog> read, TimeProvider time, LocalModels? weights = null)
    {
        _path = path;
        _weights = weights;
        _read = read;

        // Before the reading: what changes meanwhile is then seen by the next look.
        _loaded = _seen = Now();
        Catalog = read(path);
        _timer = time.CreateTimer(_ => Look(), null, s_interval, s_interval);
    }

    /// <summary>The catalogue, always as it was read last.</summary>
    public ModelCatalog Catalog { get; }

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
        // A look that takes long, as on a slow disk, is not waited for: each second would hold one more thread.
        if (!_gate.TryEnter())
        {
            return;
        }

        Exception? mistake;
        try
        {
            Stamp stamp = Now();
            bool isSettled = stamp == _seen;
            _seen = stamp;

            // A file that is being written is left alone until a look finds it as the one before did.
            if (_isDisposed || stamp == _loaded || !isSettled)
            {
                return;
            }

            _loaded = stamp;
            mistake = Reload();
        }
        finally
        {
            _gate.Exit();
        }

        Reloaded?.Invoke(mistake);
    }

    private Exception? Reload()
    {
        try
        {
            Catalog.TakeOver(_read(_path));
            return null;
        }
        catch (Exception e)
        {
            // Whatever it is: above the timer nobody is there, and the server would end.
            return e;
        }
    }

    private Stamp Now()
    {
        FileInfo file = new(_path);
        return new Stamp(file.Exists, file.Exists ? file.LastWriteTimeUtc : default, file.Exists ? file.Length : 0, _weights?.Fingerprint());
    }

    private readonly record struct Stamp(bool Exists, DateTime WrittenAt, long Length, string? Weights);
}
