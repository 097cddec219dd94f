using System.Text;
using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>An engine and what differs between engines by nature: names, prompts, and what its models can do.</summary>
public abstract class ContractFixture : IDisposable
{
    /// <summary>Declares <c>get_weather(city)</c> and <c>add(a, b)</c>.</summary>
    public const string Tools = """
        [{"functionDeclarations":[
         {"name":"get_weather","description":"Gets the current weather","parameters":{"type":"OBJECT","properties":{"city":{"type":"STRING","description":"The name of the city"}},"required":["city"]}},
         {"name":"add","description":"Adds two numbers","parameters":{"type":"OBJECT","properties":{"a":{"type":"NUMBER","description":"first number"},"b":{"type":"NUMBER","description":"second number"}},"required":["a","b"]}}]}]
        """;

    /// <summary>The engine.</summary>
    public abstract IEngine Engine { get; }

    /// <summary>A model that writes text and calls functions.</summary>
    public abstract ModelEntry Model { get; }

    /// <summary>A model that thinks where it is asked to.</summary>
    public abstract ModelEntry Thinker { get; }

    /// <summary>A model that embeds.</summary>
    public abstract ModelEntry Embedder { get; }

    /// <summary>Has an answer of more than 12 tokens, at temperature 0 too.</summary>
    public abstract string LongPrompt { get; }

    /// <summary>Has one of many answers, by the draw.</summary>
    public abstract string OpenPrompt { get; }

    /// <summary>Has the model call <c>get_weather</c> once, with Paris, and nothing else.</summary>
    public static string CallPrompt => "What's the weather in Paris?";

    /// <summary>Has the model call <c>get_weather</c> twice at once, with Paris and London.</summary>
    public static string ParallelPrompt => "What is the weather in Paris and in London?";

    /// <summary>Whether a call's parts carry an id.</summary>
    public abstract bool GivesCallIds { get; }

    /// <summary>A call of this engine.</summary>
    public GenerationCall Call(string json, bool streamed = false, ModelEntry? model = null) => new()
    {
        Request = WireJson.ReadRequest<GenerateContentRequest>(Encoding.UTF8.GetBytes(json)),
        Model = model ?? Model,
        Streamed = streamed,
    };

    /// <summary>The whole answer.</summary>
    public async Task<GenerateContentResponse> AnswerAsync(string json, ModelEntry? model = null) =>
        await ResponseFold.FoldAsync(Engine.GenerateAsync(Call(json, model: model), TestContext.Current.CancellationToken));

    /// <summary>The chunks of a streamed answer.</summary>
    public async Task<List<GenerateContentResponse>> StreamAsync(string json, ModelEntry? model = null)
    {
        List<GenerateContentResponse> chunks = [];
        await foreach (GenerateContentResponse chunk in Engine.GenerateAsync(Call(json, streamed: true, model), TestContext.Current.CancellationToken))
        {
            chunks.Add(chunk);
        }

        return chunks;
    }

    /// <summary>An embedding request of this engine.</summary>
    public async Task<EmbedContentResponse> EmbedAsync(EmbedContentRequest request) =>
        await ((IEmbedder)Engine).EmbedAsync(new EmbeddingCall { Request = request, Model = Embedder }, TestContext.Current.CancellationToken);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(disposing: true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Gives back what the engine holds.</summary>
    protected virtual void Dispose(bool disposing)
    {
    }
}
