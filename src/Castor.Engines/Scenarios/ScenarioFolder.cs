namespace Castor.Engines.Scenarios;

/// <summary>
/// A folder of scenario files, read again when it changes. Where a file has a mistake, the last good set stays in force as a whole.
/// </summary>
public sealed class ScenarioFolder : IDisposable
{
    /// <summary>A change is taken up when nothing has changed for this long, so that no half-written file is read.</summary>
    private static readonly TimeSpan s_settling = TimeSpan.FromMilliseconds(100);

    /// <summary>The folder is looked at this often besides, since some file systems tell of no changes.</summary>
    private static readonly TimeSpan s_polling = TimeSpan.FromSeconds(1);

    private readonly TimeProvider _time;
    private readonly Lock _gate = new();
    private readonly ITimer _timer;
    private readonly FileSystemWatcher? _watcher;
    private volatile ScenarioSnapshot _snapshot;
    private ulong _loadedStamp;
    private ulong _seenStamp;
    private bool _disposed;
    private int _isLooking;

    /// <summary>Reads the folder and begins to watch it. Mistakes are told in <see cref="LastLoad"/>; the set is empty then.</summary>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public ScenarioFolder(string path, TimeProvider time)
        : this(path, time, watch: true)
    {
    }

    internal ScenarioFolder(string path, TimeProvider time, bool watch)
    {
        Path = System.IO.Path.GetFullPath(path);
        if (!Directory.Exists(Path))
        {
            throw new DirectoryNotFoundException($"There is no scenario folder '{path}'.");
        }

        _time = time;
        _snapshot = new ScenarioSnapshot(ScenarioSet.Empty, time);
        LastLoad = new ScenarioLoad(ScenarioSet.Empty, [], 0);
        Reload();
        _timer = time.CreateTimer(_ => Look(), null, s_polling, s_polling);
        _watcher = watch ? Watch() : null;
    }

    /// <summary>Happens after each reading, with or without mistakes.</summary>
    public event Action<ScenarioFolder>? Reloaded;

    /// <summary>The folder.</summary>
    public string Path { get; }

    /// <summary>What came of the last reading.</summary>
    public ScenarioLoad LastLoad { get; private set; }

    /// <summary>The set in force.</summary>
    public ScenarioSet Set => _snapshot.Set;

    internal ScenarioSnapshot Snapshot => _snapshot;

    /// <summary>Reads the folder now.</summary>
    public void Reload()
    {
        lock (_gate)
        {
            Read();
        }

        Reloaded?.Invoke(this);
    }

    /// <summary>Begins all sequences, faults and quotas anew.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _snapshot = new ScenarioSnapshot(_snapshot.Set, _time);
        }
    }

    /// <summary>How many calls each scenario took since it was read, by name.</summary>
    public IReadOnlyDictionary<string, long> CountCalls()
    {
        ScenarioSnapshot now = _snapshot;
        var calls = new Dictionary<string, long>(StringComparer.Ordinal);
        for (int i = 0; i < now.Counters.Count; i++)
        {
            string name = now.Set.Scenarios[i].Name;
            calls[name] = calls.GetValueOrDefault(name) + now.Counters[i].Calls;
        }

        return calls;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
        }

        _watcher?.Dispose();
        _timer.Dispose();
    }

    private void Look()
    {
        // A look that takes long, as on a slow disk, is not waited for: each second would hold one more thread.
        if (Interlocked.Exchange(ref _isLooking, 1) != 0)
        {
            return;
        }

        try
        {
            if (TryRead())
            {
                Reloaded?.Invoke(this);
            }
        }
        finally
        {
            Volatile.Write(ref _isLooking, 0);
        }
    }

    private bool TryRead()
    {
        lock (_gate)
        {
            ulong stamp = _disposed ? _loadedStamp : ScenarioFiles.Stamp(Path);
            if (stamp == _loadedStamp)
            {
                _seenStamp = stamp;
                return false;
            }

            if (stamp != _seenStamp)
            {
                _seenStamp = stamp;
                _timer.Change(s_settling, s_polling);
                return false;
            }

            // With the look in one: of two that found the change, the later one would begin the sequences anew once more.
            Read();
            return true;
        }
    }

    private void Read()
    {
        _loadedStamp = _seenStamp = ScenarioFiles.Stamp(Path);
        ScenarioLoad load = ScenarioLoader.LoadFolder(Path);
        LastLoad = load;
        if (!load.HasMistakes)
        {
            _snapshot = new ScenarioSnapshot(load.Set, _time);
        }
    }

    private FileSystemWatcher? Watch()
    {
        try
        {
            var watcher = new FileSystemWatcher(Path) { IncludeSubdirectories = true };
            watcher.Changed += (_, _) => LookSoon();
            watcher.Created += (_, _) => LookSoon();
            watcher.Deleted += (_, _) => LookSoon();
            watcher.Renamed += (_, _) => LookSoon();
            watcher.EnableRaisingEvents = true;
            return watcher;
        }
        catch (Exception exception) when (exception is IOException or PlatformNotSupportedException or ArgumentException)
        {
            // No watches are left, or the file system has none: the polling does without.
            return null;
        }
    }

    private void LookSoon()
    {
        lock (_gate)
        {
            if (!_disposed)
            {
                _timer.Change(s_settling, s_polling);
            }
        }
    }
}
