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

    private CatalogWatch Watch(out ModelCatalog catalog)
    {
        Write("""{"models": [{"name": "first", "like": "gemini-2.5-flash"}]}""");
        catalog = ModelCatalog.Load(_path, ["emulator"]);
        CatalogWatch watch = new(_path, catalog, path => ModelCatalog.Load(path, ["emulator"]), _clock);
        watch.Reloaded += _reloads.Add;
        return watch;
    }

    private void Write(string json) => File.WriteAllText(_path, json);
}
