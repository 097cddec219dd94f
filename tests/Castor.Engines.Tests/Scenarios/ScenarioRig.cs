using Castor.Engines.Catalog;
using Castor.Engines.Scenarios;
using Castor.Engines.Tests.Emulator;
using Castor.Protocol;

namespace Castor.Engines.Tests.Scenarios;

/// <summary>A scenario folder on disk, a clock that stands, and the engine between them and a plain one.</summary>
internal sealed class ScenarioRig : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("castor-scenarios-");
    private ScenarioFolder? _watched;
    private ScenarioEngine? _engine;

    public ScenarioRig(string? yaml = null)
    {
        if (yaml is not null)
        {
            Write("test.yaml", yaml);
        }
    }

    public FakeClock Clock { get; } = new();

    public PlainEngine Inner { get; } = new();

    public string Path => _folder.FullName;

    /// <summary>The folder, looked at by the rig's clock alone.</summary>
    public ScenarioFolder Folder => _watched ??= new ScenarioFolder(Path, Clock, watch: false);

    public ScenarioEngine Engine
    {
        get
        {
            if (_engine is null)
            {
                Assert.DoesNotContain(Folder.LastLoad.Findings, f => !f.IsWarning);
                _engine = new ScenarioEngine(Inner, Folder, Clock);
            }

            return _engine;
        }
    }

    public string Write(string name, string text)
    {
        string path = System.IO.Path.Combine(Path, name);
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    public async Task<GenerateContentResponse> Answer(GenerationCall call) =>
        await ResponseFold.FoldAsync(Engine.GenerateAsync(call, TestContext.Current.CancellationToken), TestContext.Current.CancellationToken);

    public Task<GenerateContentResponse> Answer(string prompt) => Answer(Call(prompt));

    public async Task<string> Say(string prompt) => Asking.TextOf(await Answer(prompt));

    public async Task<string> Say(GenerationCall call) => Asking.TextOf(await Answer(call));

    public async Task<List<GenerateContentResponse>> Stream(GenerationCall call)
    {
        var chunks = new List<GenerateContentResponse>();
        await foreach (GenerateContentResponse chunk in Engine.GenerateAsync(call with { Streamed = true }, TestContext.Current.CancellationToken))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    public Task<List<GenerateContentResponse>> Stream(string prompt) => Stream(Call(prompt));

    public Task<ApiException> Fails(string prompt) => Assert.ThrowsAsync<ApiException>(() => Answer(prompt));

    public static GenerationCall Call(string prompt, ModelEntry? model = null, params (string Name, string Value)[] headers) =>
        Call(Asking.Request(prompt), model, headers);

    public static GenerationCall Call(GenerateContentRequest request, ModelEntry? model = null, params (string Name, string Value)[] headers) => new()
    {
        Request = request,
        Model = model ?? TestModels.Flash25,
        FindHeader = name => headers.FirstOrDefault(h => h.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).Value,
    };

    /// <summary>The scenarios of a text, which must be without mistakes.</summary>
    public static ScenarioLoad Load(string yaml)
    {
        using var rig = new ScenarioRig(yaml);
        return ScenarioLoader.LoadFolder(rig.Path);
    }

    public void Dispose()
    {
        _watched?.Dispose();
        _folder.Delete(recursive: true);
    }
}
