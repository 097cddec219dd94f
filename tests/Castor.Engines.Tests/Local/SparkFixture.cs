using System.Text;
using Castor.Engines.Catalog;
using Castor.Engines.Local;
using Castor.Engines.Local.Weights;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests.Local;

/// <summary>The local engine with the model that comes with Castor.</summary>
public sealed class SparkFixture : IDisposable
{
    private readonly ModelShelf _shelf;

    public SparkFixture()
        : this(contextLength: 512)
    {
    }

    internal SparkFixture(int contextLength)
    {
        LocalModels models = new(Path.Combine(Path.GetTempPath(), "no-such-folder"), Path.Combine(Repository(), "models"));
        _shelf = new ModelShelf(models, new LocalOptions { Threads = 2, KvBytes = 256 << 20, ContextLength = contextLength }, TimeProvider.System);
        Engine = new LocalEngine(_shelf);
        Entry = new LocalCatalog(models).OfThisMachine().Single(e => e.Id == "castor-spark");
    }

    public LocalEngine Engine { get; }

    public ModelEntry Entry { get; }

    public GenerationCall Call(string json, bool streamed = false) => new()
    {
        Request = WireJson.ReadRequest<GenerateContentRequest>(Encoding.UTF8.GetBytes(json)),
        Model = Entry,
        Streamed = streamed,
    };

    public async Task<GenerateContentResponse> AnswerAsync(string json) =>
        await ResponseFold.FoldAsync(Engine.GenerateAsync(Call(json), TestContext.Current.CancellationToken));

    public async Task<List<GenerateContentResponse>> StreamAsync(string json)
    {
        List<GenerateContentResponse> chunks = [];
        await foreach (GenerateContentResponse chunk in Engine.GenerateAsync(Call(json, streamed: true), TestContext.Current.CancellationToken))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    public void Dispose() => _shelf.Dispose();

    internal static string Repository()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "Castor.slnx")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new DirectoryNotFoundException("Castor.slnx is in no folder above the tests.");
    }
}
