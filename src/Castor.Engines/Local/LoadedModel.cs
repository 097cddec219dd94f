using Castor.Engines.Local.Constraints;
using Castor.Engines.Local.Embeddings;
using Castor.Inference.Chat;
using Castor.Inference.Gguf;
using Castor.Inference.KvCaches;
using Castor.Inference.Models;
using Castor.Inference.Scheduling;
using Castor.Inference.Tokenization;

namespace Castor.Engines.Local;

/// <summary>Weights in memory with all that turns requests into tokens and tokens into answers.</summary>
public sealed class LoadedModel : IDisposable
{
    // Some pages of any model: with fewer it could not answer at all.
    private const long LeastKvBytes = 64L << 20;

    private readonly EmbeddingRunner? _embeddings;

    private LoadedModel(LanguageModel model, RunnerOptions options, TimeProvider clock)
    {
        Model = model;
        Tokenizer = Inference.Tokenization.Tokenizer.Create(model.Metadata);
        if (model.EmbeddingLength > 0)
        {
            _embeddings = new EmbeddingRunner(model);
            Embedder = new LocalEmbedder(_embeddings, Tokenizer);
        }
        else
        {
            Template = ChatTemplate.For(Tokenizer);
            Grammars = new AnswerGrammars(Tokenizer, Template);
            Runner = new ModelRunner(model, options, clock);
        }
    }

    /// <summary>The weights.</summary>
    public LanguageModel Model { get; }

    /// <summary>The tokenizer of the same file.</summary>
    public ITokenizer Tokenizer { get; }

    /// <summary>How conversations are spelt; null for a model that embeds.</summary>
    public ChatTemplate? Template { get; }

    /// <summary>What answers are held to; null for a model that embeds.</summary>
    internal AnswerGrammars? Grammars { get; }

    /// <summary>What steps the model; null for a model that embeds.</summary>
    public ModelRunner? Runner { get; }

    /// <summary>When the last of its requests is expected to have its answer. Texts are embedded in a moment.</summary>
    public TimeSpan TimeToIdle => Runner?.TimeToIdle ?? TimeSpan.Zero;

    /// <summary>What embeds; null for a model that generates.</summary>
    internal LocalEmbedder? Embedder { get; }

    /// <summary>Loads a file and computes one token, so that the first request finds warm code and weights.</summary>
    /// <param name="path">A GGUF file.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="clock">The clock of timings.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <exception cref="GgufException">The file is damaged, or of an architecture, a tokenizer or a template that is unknown.</exception>
    public static async Task<LoadedModel> LoadAsync(string path, LocalOptions options, TimeProvider clock, CancellationToken cancellationToken)
    {
        LanguageModel model = LanguageModel.Load(path, OptionsFor(path, options), cancellationToken);
        LoadedModel? loaded = null;
        try
        {
            loaded = new LoadedModel(model, new RunnerOptions { KvBytes = KvBytesFor(path, options), ContextLength = options.ContextLength }, clock);
            await loaded.WarmUpAsync(cancellationToken).ConfigureAwait(false);
            return loaded;
        }
        catch
        {
            loaded?.StopRunner();
            model.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        StopRunner();
        Model.Dispose();
    }

    // Texts that are embedded attend both ways, so that the longest one is a single step.
    private static ModelOptions OptionsFor(string path, LocalOptions options)
    {
        ModelOptions model = new() { Threads = options.Threads, KvType = options.KvType };
        using GgufFile file = GgufFile.Open(path);
        return LocalCatalog.Embeds(file.Metadata)
            ? model with { KvType = KvCacheType.F16, MaxBatch = Math.Min(LocalCatalog.ContextOf(file.Metadata), options.ContextLength ?? int.MaxValue) }
            : model;
    }

    /// <summary>The most bytes of keys and values beside the weights, within the memory given to all of them.</summary>
    internal static long KvBytesFor(string path, LocalOptions options)
    {
        using GgufFile file = GgufFile.Open(path);
        return Math.Min(options.KvBytes, Math.Max(options.MemoryBytes - file.FileSize, LeastKvBytes));
    }

    private void StopRunner()
    {
        Runner?.Dispose();
        _embeddings?.Dispose();
    }

    private async Task WarmUpAsync(CancellationToken cancellationToken)
    {
        if (Runner is null)
        {
            await _embeddings!.EmbedAsync(Embedder!.Tokens("Hello"), cancellationToken).ConfigureAwait(false);
            return;
        }

        List<int> prompt = [];
        Template!.Render(new ChatPrompt { Turns = [new ChatTurn(ChatRole.User, [new TextPart("Hello")])] }, prompt);
        using GenerationStream stream = Runner.Generate(new GenerationRequest { Prompt = prompt.ToArray(), MaxTokens = 2 }, cancellationToken);
        await foreach (GeneratedToken token in stream.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            _ = token;
        }
    }
}
