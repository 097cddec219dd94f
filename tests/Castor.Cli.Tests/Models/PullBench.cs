using System.Collections.Concurrent;
using Castor.Cli.Models;
using Castor.Cli.Models.Download;
using Castor.Cli.Models.Hub;
using Castor.Engines.Local.Weights;

namespace Castor.Cli.Tests.Models;

/// <summary>A hub, a folder and a clock, and pulls from the one into the other.</summary>
internal sealed class PullBench : IAsyncDisposable
{
    private readonly TemporaryFolder _folder = new();

    private PullBench(HubServer hub) => Hub = hub;

    public HubServer Hub { get; }

    public ImpatientClock Clock { get; } = new(TimeSpan.FromSeconds(30));

    public LocalModels Models => new(_folder.Path);

    public string Folder => _folder.Path;

    /// <summary>What the operator was told besides the progress.</summary>
    public ConcurrentQueue<string> Notes { get; } = new();

    public string? Token { get; set; }

    public int Connections { get; set; } = 4;

    public Func<string, long?> FreeSpace { get; set; } = _ => long.MaxValue;

    /// <summary>All files below the folder, with '/' between segments.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.EnumerateFiles(Folder, "*", SearchOption.AllDirectories).Select(f => Path.GetRelativePath(Folder, f).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    public static async Task<PullBench> StartAsync() => new(await HubServer.StartAsync());

    public async Task<IReadOnlyList<DownloadResult>> PullAsync(string model, string? sha256 = null, CancellationToken? cancellationToken = null)
    {
        HubSettings settings = Hub.Settings(Token);
        using var connection = new HubConnection(settings, Clock);
        var options = new DownloadOptions { Clock = Clock, Connections = Connections, FreeSpace = FreeSpace };
        var pull = new ModelPull(connection, Models, new NotedProgress(Notes), options);
        return await pull.RunAsync(ModelReference.Parse(model, settings.Endpoint), sha256, cancellationToken ?? TestContext.Current.CancellationToken);
    }

    /// <summary>Pulls what cannot be pulled, and gives what the operator is told.</summary>
    public async Task<string> FailAsync(string model, string? sha256 = null, CancellationToken? cancellationToken = null) =>
        (await Assert.ThrowsAsync<PullException>(() => PullAsync(model, sha256, cancellationToken: cancellationToken))).Message;

    public async ValueTask DisposeAsync()
    {
        await Hub.DisposeAsync();
        _folder.Dispose();
    }

    private sealed class NotedProgress(ConcurrentQueue<string> notes) : IPullProgress
    {
        public Task ShowAsync(Func<Task> pull) => pull();

        public void Start(string activity, string name, long? size, long done)
        {
        }

        public void Advance(long bytes)
        {
        }

        public void Note(string line) => notes.Enqueue(line);
    }
}
