using System.Text;
using Castor.Engines.Catalog;
using Castor.Engines.Local;
using Castor.Engines.Local.Weights;
using Castor.Inference.Quantization;
using Castor.Inference.Scheduling;
using Castor.Inference.Synthesis;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests.Local;

/// <summary>The local engine with the model that comes with Castor, and one of random weights that embeds.</summary>
public sealed class SparkFixture : IDisposable
{
    private const string EmbedderName = "embeddinggemma-tiny";

    private readonly ModelShelf _shelf;
    private readonly string _data = Directory.CreateTempSubdirectory("castor-spark-").FullName;

    public SparkFixture()
        : this(contextLength: 512)
    {
    }

    internal SparkFixture(int contextLength)
    {
        new ModelSynthesizer { Shape = ModelShapes.Find(EmbedderName)!, Recipe = QuantizationRecipe.Find("F32")!, Threads = 2 }
            .Write(Path.Combine(_data, EmbedderName + ".gguf"), CancellationToken.None);
        LocalModels models = new(_data, Path.Combine(Repository(), "models"));
        _shelf = new ModelShelf(models, new LocalOptions { Threads = 2, KvBytes = 256 << 20, ContextLength = contextLength }, TimeProvider.System);
        Engine = new LocalEngine(_shelf);
        ModelEntry[] entries = [.. new LocalCatalog(models).OfThisMachine()];
        Entry = entries.Single(e => e.Id == "castor-spark");
        Embedder = entries.Single(e => e.Id == EmbedderName);
    }

    public LocalEngine Engine { get; }

    public ModelEntry Entry { get; }

    public ModelEntry Embedder { get; }

    /// <summary>An engine with the same weights that tells where the time went.</summary>
    public LocalEngine Telling(Action<GenerationTimings> note) => new(_shelf) { NoteTimings = note };

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

    public void Dispose()
    {
        _shelf.Dispose();
        Directory.Delete(_data, recursive: true);
    }

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
