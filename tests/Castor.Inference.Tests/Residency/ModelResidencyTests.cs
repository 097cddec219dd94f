using System.Collections.Concurrent;
using Castor.Inference.Residency;

namespace Castor.Inference.Tests.Residency;

public sealed class ModelResidencyTests : IDisposable
{
    private static readonly TimeSpan s_keepFor = TimeSpan.FromMinutes(10);

    private readonly FakeClock _clock = new();
    private readonly ConcurrentDictionary<string, TaskCompletionSource<FakeModel>> _gates = [];
    private readonly List<FakeModel> _loaded = [];
    private readonly ModelResidency<FakeModel> _residency;

    public ModelResidencyTests() => _residency = Create(100);

    public void Dispose() => _residency.Dispose();

    [Fact]
    public async Task Acquire_ManyAtOnce_LoadOnce()
    {
        TaskCompletionSource<FakeModel> gate = Hold("a");
        Task<ModelLease<FakeModel>>[] leases = [.. Enumerable.Range(0, 20).Select(_ => AcquireAsync("a"))];
        Assert.All(leases, l => Assert.False(l.IsCompleted));

        gate.SetResult(new FakeModel("a"));

        ModelLease<FakeModel>[] got = await Task.WhenAll(leases);
        Assert.All(got, l => Assert.Same(got[0].Model, l.Model));
    }

    [Fact]
    public async Task Acquire_AfterItsStay_LoadsAgain()
    {
        FakeModel first = await UseAsync("a");
        _clock.Advance(s_keepFor - TimeSpan.FromTicks(1));
        Assert.Same(first, await UseAsync("a"));
        _clock.Advance(s_keepFor - TimeSpan.FromTicks(1));
        Assert.False(first.IsDisposed);

        _clock.Advance(TimeSpan.FromTicks(1));

        Assert.True(first.IsDisposed);
        Assert.Empty(_residency.Keys);
        Assert.NotSame(first, await UseAsync("a"));
    }

    [Fact]
    public async Task Model_InUse_StaysHoweverLong()
    {
        ModelLease<FakeModel> lease = await AcquireAsync("a");
        FakeModel other = await UseAsync("b");

        _clock.Advance(3 * s_keepFor);

        Assert.False(lease.Model.IsDisposed);
        Assert.True(other.IsDisposed);
        lease.Dispose();
        lease.Dispose();
        _clock.Advance(s_keepFor);
        Assert.True(lease.Model.IsDisposed);
    }

    [Fact]
    public async Task Models_WithTheirOwnLastUse_GoOneAfterTheOther()
    {
        FakeModel a = await UseAsync("a");
        _clock.Advance(TimeSpan.FromMinutes(4));
        FakeModel b = await UseAsync("b");

        _clock.Advance(TimeSpan.FromMinutes(6));
        Assert.True(a.IsDisposed);
        Assert.False(b.IsDisposed);

        _clock.Advance(TimeSpan.FromMinutes(4));
        Assert.True(b.IsDisposed);
    }

    [Fact]
    public async Task Acquire_BeyondTheMemory_UnloadsTheLongestUnused()
    {
        FakeModel a = await UseAsync("a");
        FakeModel b = await UseAsync("b");
        _clock.Advance(TimeSpan.FromSeconds(1));
        await UseAsync("a");

        FakeModel c = await UseAsync("c");

        Assert.True(b.IsDisposed);
        Assert.False(a.IsDisposed);
        Assert.False(c.IsDisposed);
        Assert.Equal(["a", "c"], _residency.Keys.Order());
    }

    [Fact]
    public async Task Acquire_BesideModelsInUse_IsRefusedUntilTheyAreNot()
    {
        ModelLease<FakeModel> a = await AcquireAsync("a");
        using ModelLease<FakeModel> b = await AcquireAsync("b");

        ModelMemoryException refusal = await Assert.ThrowsAsync<ModelMemoryException>(() => AcquireAsync("c"));

        Assert.True(refusal.IsTemporary);
        Assert.Null(refusal.RetryAfter);
        Assert.False(a.Model.IsDisposed || b.Model.IsDisposed);
        a.Dispose();
        await UseAsync("c");
        Assert.True(a.Model.IsDisposed);
    }

    [Fact]
    public async Task Acquire_AModelBeyondAllMemory_IsRefusedAndUnloadsNothing()
    {
        FakeModel a = await UseAsync("a");

        ModelMemoryException refusal = await Assert.ThrowsAsync<ModelMemoryException>(() => AcquireAsync("large"));

        Assert.False(refusal.IsTemporary);
        Assert.False(a.IsDisposed);
    }

    [Fact]
    public async Task Acquire_AFailedLoad_TellsAllAndIsTriedAgain()
    {
        TaskCompletionSource<FakeModel> gate = Hold("a");
        Task<ModelLease<FakeModel>>[] leases = [.. Enumerable.Range(0, 5).Select(_ => AcquireAsync("a"))];
        gate.SetException(new IOException("The file is damaged."));

        foreach (Task<ModelLease<FakeModel>> lease in leases)
        {
            await Assert.ThrowsAsync<IOException>(() => lease);
        }

        _gates.Clear();
        Assert.Empty(_residency.Keys);
        Assert.False((await UseAsync("a")).IsDisposed);
    }

    [Fact]
    public async Task Acquire_AfterAFailedLoad_HasItsMemoryBack()
    {
        Hold("a").SetException(new IOException("The file is damaged."));
        await Assert.ThrowsAsync<IOException>(() => AcquireAsync("a"));

        using ModelLease<FakeModel> b = await AcquireAsync("b");
        using ModelLease<FakeModel> c = await AcquireAsync("c");
    }

    [Fact]
    public async Task Acquire_CancelledWhileItLoads_LeavesTheLoadToOthers()
    {
        TaskCompletionSource<FakeModel> gate = Hold("a");
        using CancellationTokenSource source = new();
        Task<ModelLease<FakeModel>> cancelled = _residency.AcquireAsync("a", source.Token);
        Task<ModelLease<FakeModel>> other = AcquireAsync("a");

        await source.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        gate.SetResult(new FakeModel("a"));
        ModelLease<FakeModel> lease = await other;
        lease.Dispose();
        _clock.Advance(s_keepFor);
        Assert.True(lease.Model.IsDisposed);
    }

    [Fact]
    public async Task Acquire_CancelledByAllWhoWaited_KeepsTheModelForItsStay()
    {
        TaskCompletionSource<FakeModel> gate = Hold("a");
        Task<ModelLease<FakeModel>> cancelled = _residency.AcquireAsync("a", new CancellationToken(canceled: true));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled);
        FakeModel model = new("a");
        gate.SetResult(model);
        using (await AcquireAsync("a"))
        {
        }

        _clock.Advance(s_keepFor);

        Assert.True(model.IsDisposed);
    }

    [Fact]
    public async Task Stay_ThatEndsWhileAnotherModelLoads_EndsAfterwards()
    {
        FakeModel a = await UseAsync("a");
        TaskCompletionSource<FakeModel> gate = Hold("b");
        Task<ModelLease<FakeModel>> loading = AcquireAsync("b");
        _clock.Advance(s_keepFor);
        gate.SetResult(new FakeModel("b"));
        using ModelLease<FakeModel> lease = await loading;

        // The model was told to be ready before its load gave way to others.
        Assert.True(SpinWait.SpinUntil(
            () =>
            {
                _clock.Advance(TimeSpan.FromSeconds(1));
                return a.IsDisposed;
            },
            TimeSpan.FromMinutes(1)));
        Assert.False(lease.Model.IsDisposed);
    }

    [Fact]
    public async Task Dispose_WithModelsOfAllKinds_UnloadsThem()
    {
        FakeModel unused = await UseAsync("a");
        ModelLease<FakeModel> used = await AcquireAsync("b");

        _residency.Dispose();

        Assert.True(unused.IsDisposed);
        Assert.True(used.Model.IsDisposed);
        used.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => AcquireAsync("a"));
    }

    [Fact]
    public async Task Dispose_WhileAModelLoads_StopsTheLoad()
    {
        TaskCompletionSource started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        ModelResidency<FakeModel> residency = new(
            async (_, cancellationToken) =>
            {
                started.SetResult();
                await Task.Delay(Timeout.InfiniteTimeSpan, _clock, cancellationToken);
                throw new InvalidOperationException();
            },
            _ => 1,
            new ResidencyOptions(),
            _clock);
        Task<ModelLease<FakeModel>> loading = AcquireAsync("a", residency);
        await started.Task;

        residency.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => loading);
    }

    // Who waits goes on within the call that stops the load, and may need the residency from another thread.
    [Fact]
    public async Task Dispose_WhileAModelLoads_HoldsNoLockAboveThoseWhoWait()
    {
        using ManualResetEventSlim started = new();
        ModelResidency<FakeModel> residency = new(
            (_, cancellationToken) =>
            {
                TaskCompletionSource<FakeModel> never = new();
                cancellationToken.Register(() => never.SetCanceled(cancellationToken));
                started.Set();
                return never.Task;
            },
            _ => 1,
            new ResidencyOptions(),
            _clock);
        Task<bool> seen = LookAfterwardsAsync();
        started.Wait(TestContext.Current.CancellationToken);

        residency.Dispose();

        Assert.True(await seen, "The keys could not be read.");

        async Task<bool> LookAfterwardsAsync()
        {
            await AcquireAsync("a", residency).ContinueWith(
                static _ => { }, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default).ConfigureAwait(false);
            Thread look = new(() => _ = residency.Keys) { IsBackground = true };
            look.Start();
            return look.Join(TimeSpan.FromSeconds(30));
        }
    }

    [Fact]
    public async Task Stay_LongerThanTimersTake_IsKept()
    {
        FakeModel model = new("a");
        using ModelResidency<FakeModel> residency = new(
            (_, _) => Task.FromResult(model), _ => 1, new ResidencyOptions { KeepFor = TimeSpan.FromDays(365) }, TimeProvider.System);

        using (await AcquireAsync("a", residency))
        {
        }

        using ModelLease<FakeModel> lease = await AcquireAsync("a", residency);
        Assert.Same(model, lease.Model);
        Assert.False(model.IsDisposed);
    }

    [Fact]
    public async Task Stay_OfManyDays_EndsWithTheLast()
    {
        FakeModel model = new("a");
        using ModelResidency<FakeModel> residency = new(
            (_, _) => Task.FromResult(model), _ => 1, new ResidencyOptions { KeepFor = TimeSpan.FromDays(60) }, _clock);
        using (await AcquireAsync("a", residency))
        {
        }

        _clock.Advance(TimeSpan.FromDays(60) - TimeSpan.FromTicks(1));
        Assert.False(model.IsDisposed);
        _clock.Advance(TimeSpan.FromTicks(1));
        Assert.True(model.IsDisposed);
    }

    [Fact]
    public async Task Acquire_FromManyThreads_NeverGivesAnUnloadedModel()
    {
        using ModelResidency<FakeModel> residency = Create(85);
        int refusals = 0;
        async Task UseOftenAsync(int number)
        {
            SeededNumbers numbers = new((ulong)number);
            for (int i = 0; i < 200; i++)
            {
                try
                {
                    using ModelLease<FakeModel> lease = await residency.AcquireAsync("abcde"[numbers.Below(5)].ToString());
                    await Task.Yield();
                    Assert.False(lease.Model.IsDisposed);
                }
                catch (ModelMemoryException e) when (e.IsTemporary)
                {
                    Interlocked.Increment(ref refusals);
                }

                _clock.Advance(TimeSpan.FromSeconds(numbers.Below(3)));
            }
        }

        await Task.WhenAll(Enumerable.Range(0, 4).Select(n => Task.Run(() => UseOftenAsync(n))));

        Assert.InRange(refusals, 0, 799);
        lock (_loaded)
        {
            Assert.Equal(residency.Keys.Count, _loaded.Count(m => !m.IsDisposed));
        }
    }

    [Theory]
    [InlineData(100, "c", 2)]
    [InlineData(120, "large", 5)]
    public async Task Acquire_BesideModelsInUse_TellsWhenEnoughOfThemAreExpectedToBeFree(long memory, string wanted, int seconds)
    {
        using ModelResidency<FakeModel> residency = Create(memory, model => TimeSpan.FromSeconds(model.Key == "a" ? 5 : 2));
        using ModelLease<FakeModel> a = await AcquireAsync("a", residency);
        using ModelLease<FakeModel> b = await AcquireAsync("b", residency);

        ModelMemoryException refusal = await Assert.ThrowsAsync<ModelMemoryException>(() => AcquireAsync(wanted, residency));

        Assert.Equal(TimeSpan.FromSeconds(seconds), refusal.RetryAfter);
    }

    private ModelResidency<FakeModel> Create(long memory, Func<FakeModel, TimeSpan>? timeToIdle = null) => new(
        (key, _) =>
        {
            if (_gates.TryGetValue(key, out TaskCompletionSource<FakeModel>? gate))
            {
                return gate.Task;
            }

            FakeModel model = new(key);
            lock (_loaded)
            {
                _loaded.Add(model);
            }

            return Task.FromResult(model);
        },
        key => key == "large" ? 101 : 40,
        new ResidencyOptions { KeepFor = s_keepFor, MemoryBytes = memory },
        _clock,
        timeToIdle);

    private Task<ModelLease<FakeModel>> AcquireAsync(string key, ModelResidency<FakeModel>? residency = null) => (residency ?? _residency).AcquireAsync(key);

    // Has the load of a model wait for the test.
    private TaskCompletionSource<FakeModel> Hold(string key) =>
        _gates[key] = new TaskCompletionSource<FakeModel>(TaskCreationOptions.RunContinuationsAsynchronously);

    private async Task<FakeModel> UseAsync(string key)
    {
        using ModelLease<FakeModel> lease = await AcquireAsync(key);
        Assert.Equal(key, lease.Model.Key);
        return lease.Model;
    }

    private sealed class FakeModel(string key) : IDisposable
    {
        public string Key => key;

        public bool IsDisposed { get; private set; }

        public void Dispose() => IsDisposed = true;
    }
}
