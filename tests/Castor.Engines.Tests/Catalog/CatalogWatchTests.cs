using Castor.Engines.Catalog;

namespace Castor.Engines.Tests.Catalog;

public sealed class CatalogWatchTests : IDisposable
{
    private readonly string _path = Path.Combine(Path.GetTempPath(), $"castor-{Guid.NewGuid():N}.json");
    private readonly FakeClock _clock = new();
    private readonly List<Exception?> _reloads = [];

    public void Dispose() => File.Delete(_path);

    [Fact]
    public void Look_AMistake_IsToldWithItsPlaceAndChangesNothing()
    {
        using CatalogWatch watch = Watch(out ModelCatalog catalog);

        Write("{\"models\": [\n  {\"name\": \"bad\", \"like\": \"nothing\"}]}");
        _clock.Advance(TimeSpan.FromSeconds(2));

        CatalogFileException mistake = Assert.IsType<CatalogFileException>(Assert.Single(_reloads));
        Assert.Equal($"{_path}:2:27: no model 'nothing' to be like", mistake.Message);
        Assert.NotNull(catalog.Find("first"));
    }

    [Fact]
    public void Look_NothingChanged_ReadsNothing()
    {
        using CatalogWatch watch = Watch(out _);

        _clock.Advance(TimeSpan.FromSeconds(10));

        Assert.Empty(_reloads);
    }

    [Fact]
    public void Look_AFileThatIsStillWritten_IsLeftUntilItStands()
    {
        using CatalogWatch watch = Watch(out ModelCatalog catalog);
        for (int i = 1; i < 4; i++)
        {
            Write("{\"models\": [" + new string(' ', i));
            _clock.Advance(TimeSpan.FromSeconds(1));
        }

        Assert.Empty(_reloads);
        Write("""{"models": [{"name": "second", "like": "gemini-2.5-flash"}]}""");
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(Assert.Single(_reloads));
        Assert.NotNull(catalog.Find("second"));
        Assert.Null(catalog.Find("first"));
    }

    [Fact]
    public void Look_AFileThatIsGone_KeepsItsModels()
    {
        using CatalogWatch watch = Watch(out ModelCatalog catalog);

        File.Delete(_path);
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.NotNull(Assert.Single(_reloads));
        Assert.NotNull(catalog.Find("first"));
    }

    [Fact]
    public void Look_AfterTheEnd_ReadsNothing()
    {
        CatalogWatch watch = Watch(out ModelCatalog catalog);
        watch.Dispose();

        Write("{}");
        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.NotNull(catalog.Find("first"));
    }

    // A pull may end while a server starts.
    [Fact]
    public void Look_AChangeDuringTheFirstReading_IsSeen()
    {
        Write("""{"models": [{"name": "first", "like": "gemini-2.5-flash"}]}""");
        bool isFirst = true;
        using CatalogWatch watch = new(_path, path => Read(path), _clock);
        watch.Reloaded += _reloads.Add;

        _clock.Advance(TimeSpan.FromSeconds(2));

        Assert.Null(Assert.Single(_reloads));
        Assert.NotNull(watch.Catalog.Find("second"));

        ModelCatalog Read(string path)
        {
            var read = ModelCatalog.Load(path, ["emulator"]);
            if (isFirst)
            {
                isFirst = false;
                Write("""{"models": [{"name": "second", "like": "gemini-2.5-flash"}]}""");
            }

            return read;
        }
    }

    // As of a service provider that is disposed while a look is under way; above a timer it would end the process.
    [Fact]
    public void Look_AFailureOfAnyKind_IsToldAndTheLooksGoOn()
    {
        bool fails = false;
        Write("""{"models": [{"name": "first", "like": "gemini-2.5-flash"}]}""");
        using CatalogWatch watch = new(_path, path => fails ? throw new ObjectDisposedException("provider") : ModelCatalog.Load(path, ["emulator"]), _clock);
        watch.Reloaded += _reloads.Add;
        fails = true;

        Write("""{"models": [{"name": "second", "like": "gemini-2.5-flash"}]}""");
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.IsType<ObjectDisposedException>(Assert.Single(_reloads));
        Assert.NotNull(watch.Catalog.Find("first"));

        fails = false;
        Write("""{"models": [{"name": "third", "like": "gemini-2.5-flash"}]}""");
        _clock.Advance(TimeSpan.FromSeconds(2));
        Assert.NotNull(watch.Catalog.Find("third"));
    }

    // Looks come each second from threads of the pool, whether the one before has ended or not.
    [Fact]
    public async Task Look_WhileOneIsUnderWay_DoesNotWait()
    {
        using ManualResetEventSlim isReading = new();
        using ManualResetEventSlim goOn = new();
        int reads = 0;
        Write("""{"models": [{"name": "first", "like": "gemini-2.5-flash"}]}""");
        using CatalogWatch watch = new(_path, path => Read(path), _clock);
        Write("""{"models": [{"name": "second", "like": "gemini-2.5-flash"}]}""");
        Task slow = Task.Run(() => _clock.Advance(TimeSpan.FromSeconds(2)), TestContext.Current.CancellationToken);
        isReading.Wait(TestContext.Current.CancellationToken);

        _clock.Advance(TimeSpan.FromSeconds(5));

        Assert.False(slow.IsCompleted);
        goOn.Set();
        await slow;
        Assert.NotNull(watch.Catalog.Find("second"));

        ModelCatalog Read(string path)
        {
            if (++reads > 1)
            {
                isReading.Set();
                goOn.Wait(TestContext.Current.CancellationToken);
            }

            return ModelCatalog.Load(path, ["emulator"]);
        }
    }

    private CatalogWatch Watch(out ModelCatalog catalog)
    {
        Write("""{"models": [{"name": "first", "like": "gemini-2.5-flash"}]}""");
        CatalogWatch watch = new(_path, path => ModelCatalog.Load(path, ["emulator"]), _clock);
        catalog = watch.Catalog;
        watch.Reloaded += _reloads.Add;
        return watch;
    }

    private void Write(string json) => File.WriteAllText(_path, json);
}
