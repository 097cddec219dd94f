namespace Castor.Inference.Residency;

/// <summary>
/// Which models are in memory. One is loaded when it is first asked for, once however many ask; it stays for a while after its last use, and makes
/// room for others before that, the one that was not used for the longest time first, but never while it is used. From any thread.
/// </summary>
/// <typeparam name="TModel">What is loaded.</typeparam>
public sealed class ModelResidency<TModel> : IDisposable
    where TModel : class, IDisposable
{
    private static readonly TimeSpan s_untilLoaded = TimeSpan.FromSeconds(1);

    // Timers take no more than 49 days; who stays longer is looked at on the way.
    private static readonly TimeSpan s_longestWait = TimeSpan.FromDays(1);

    private readonly Func<string, CancellationToken, Task<TModel>> _load;
    private readonly Func<string, long> _bytesOf;
    private readonly Func<TModel, TimeSpan>? _timeToIdle;
    private readonly ResidencyOptions _options;
    private readonly TimeProvider _clock;
    private readonly ITimer _timer;
    private readonly CancellationTokenSource _stop = new();
    private readonly Lock _lock = new();
    private readonly Dictionary<string, Slot> _slots = new(StringComparer.Ordinal);

    // Weights come and go one at a time: a load has all cores, and memory is only given out that is there.
    private readonly SemaphoreSlim _change = new(1);
    private bool _isStopped;

    /// <summary>Nothing is in memory at first.</summary>
    /// <param name="load">Loads a model and makes it ready. Runs in the background.</param>
    /// <param name="bytesOf">The bytes that a model will take, before it is loaded.</param>
    /// <param name="options">How long models stay and how much room they have.</param>
    /// <param name="clock">The clock of their stay.</param>
    /// <param name="timeToIdle">When a model in use is expected to be out of use; null where nobody knows.</param>
    public ModelResidency(
        Func<string, CancellationToken, Task<TModel>> load,
        Func<string, long> bytesOf,
        ResidencyOptions options,
        TimeProvider clock,
        Func<TModel, TimeSpan>? timeToIdle = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        ArgumentNullException.ThrowIfNull(clock);
        _load = load;
        _bytesOf = bytesOf;
        _timeToIdle = timeToIdle;
        _options = options;
        _clock = clock;
        _timer = clock.CreateTimer(_ => UnloadUnused(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
    }

    /// <summary>The models in memory, those that are being loaded among them.</summary>
    public IReadOnlyList<string> Keys
    {
        get
        {
            lock (_lock)
            {
                return [.. _slots.Keys];
            }
        }
    }

    /// <summary>The use of a model, which is loaded first where it is not in memory.</summary>
    /// <param name="key">Which one, as the loading function takes it.</param>
    /// <param name="cancellationToken">Ends the waiting, not the loading, which others may wait for.</param>
    /// <exception cref="ModelMemoryException">There is no room for it.</exception>
    /// <remarks>What the loading fails with is thrown to all who wait for it; the next one who asks has it tried again.</remarks>
    public async Task<ModelLease<TModel>> AcquireAsync(string key, CancellationToken cancellationToken = default)
    {
        Slot? slot;
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(_isStopped, this);
            if (!_slots.TryGetValue(key, out slot))
            {
                slot = new Slot();
                _slots.Add(key, slot);
                Slot added = slot;
                slot.Loading = Task.Run(() => LoadAsync(key, added));
            }

            // Who waits uses it already: it must not go before they have it.
            slot.Users++;
        }

        try
        {
            TModel model = await slot.Loading.WaitAsync(cancellationToken).ConfigureAwait(false);
            return new ModelLease<TModel>(model, () => Release(slot));
        }
        catch
        {
            Release(slot);
            throw;
        }
    }

    /// <summary>Unloads all models, those in use too, and stops a load on its way.</summary>
    public void Dispose()
    {
        List<Slot> slots;
        lock (_lock)
        {
            if (_isStopped)
            {
                return;
            }

            _isStopped = true;
            slots = [.. _slots.Values];
        }

        // Not under the lock: who waits for a load goes on from within the call.
        _stop.Cancel();
        _timer.Dispose();
        foreach (Slot slot in slots)
        {
            ((IAsyncResult)slot.Loading).AsyncWaitHandle.WaitOne();
            slot.Model?.Dispose();
        }
    }

    private async Task<TModel> LoadAsync(string key, Slot slot)
    {
        try
        {
            await _change.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                MakeRoom(key, slot);
                TModel model = await _load(key, _stop.Token).ConfigureAwait(false);
                lock (_lock)
                {
                    slot.Model = model;
                    NoteUse(slot);
                }

                return model;
            }
            finally
            {
                _change.Release();
            }
        }
        catch
        {
            lock (_lock)
            {
                _slots.Remove(key);
            }

            throw;
        }
    }

    private void MakeRoom(string key, Slot slot)
    {
        long needed = _bytesOf(key);
        while (true)
        {
            Slot? unused;
            lock (_lock)
            {
                long used = _slots.Values.Sum(s => s.Bytes);
                if (needed <= _options.MemoryBytes - used)
                {
                    slot.Bytes = needed;
                    return;
                }

                unused = needed <= _options.MemoryBytes ? TakeLongestUnused(_ => true) : null;
                if (unused is null)
                {
                    throw new ModelMemoryException(key, needed, used, _options.MemoryBytes, TimeToRoom(needed - (_options.MemoryBytes - used)));
                }
            }

            unused.Model!.Dispose();
        }
    }

    /// <summary>When models of so many bytes are expected to be out of use, those first that are soonest.</summary>
    private TimeSpan? TimeToRoom(long missing)
    {
        if (_timeToIdle is null)
        {
            return null;
        }

        foreach ((TimeSpan idle, long bytes) in _slots.Values.Where(s => s.Model is not null).Select(s => (_timeToIdle(s.Model!), s.Bytes)).Order())
        {
            missing -= bytes;
            if (missing <= 0)
            {
                return idle;
            }
        }

        return null;
    }

    private void Release(Slot slot)
    {
        lock (_lock)
        {
            slot.Users--;
            NoteUse(slot);
        }
    }

    private void NoteUse(Slot slot)
    {
        slot.LastUse = _clock.GetTimestamp();
        if (slot is { Users: 0, Model: not null } && !_isStopped)
        {
            Schedule();
        }
    }

    // The next look is when the one that was not used for the longest time has stayed long enough.
    private void Schedule()
    {
        if (_options.KeepFor == Timeout.InfiniteTimeSpan)
        {
            return;
        }

        TimeSpan due = Timeout.InfiniteTimeSpan;
        foreach (Slot slot in _slots.Values)
        {
            if (slot is { Users: 0, Model: not null })
            {
                TimeSpan left = TimeSpan.FromTicks(Math.Clamp((_options.KeepFor - _clock.GetElapsedTime(slot.LastUse)).Ticks, 0, s_longestWait.Ticks));
                due = due == Timeout.InfiniteTimeSpan || left < due ? left : due;
            }
        }

        _timer.Change(due, Timeout.InfiniteTimeSpan);
    }

    private void UnloadUnused()
    {
        if (!_change.Wait(0))
        {
            lock (_lock)
            {
                if (!_isStopped)
                {
                    _timer.Change(s_untilLoaded, Timeout.InfiniteTimeSpan);
                }
            }

            return;
        }

        try
        {
            while (TakeExpired() is { } slot)
            {
                slot.Model!.Dispose();
            }
        }
        finally
        {
            _change.Release();
        }
    }

    private Slot? TakeExpired()
    {
        lock (_lock)
        {
            if (_isStopped)
            {
                return null;
            }

            Slot? expired = TakeLongestUnused(s => _clock.GetElapsedTime(s.LastUse) >= _options.KeepFor);
            if (expired is null)
            {
                Schedule();
            }

            return expired;
        }
    }

    private Slot? TakeLongestUnused(Func<Slot, bool> isMeant)
    {
        string? longest = _slots.Where(s => s.Value is { Users: 0, Model: not null }).OrderBy(s => s.Value.LastUse).Select(s => s.Key).FirstOrDefault();
        if (longest is null || !isMeant(_slots[longest]))
        {
            return null;
        }

        _slots.Remove(longest, out Slot? slot);
        return slot;
    }

    private sealed class Slot
    {
        public Task<TModel> Loading { get; set; } = null!;

        public TModel? Model { get; set; }

        public int Users { get; set; }

        public long Bytes { get; set; }

        public long LastUse { get; set; }
    }
}
