using Castor.Inference.Gguf;
using Castor.Inference.Kernels;
using Castor.Inference.KvCaches;
using Castor.Inference.Models.Architectures;
using Castor.Inference.Threading;

namespace Castor.Inference.Models;

/// <summary>A loaded model. One thread at a time steps it; its own threads share the work of a step.</summary>
public sealed class LanguageModel : IDisposable
{
    private readonly GgufFile _file;
    private readonly WeightArena _arena;
    private readonly WorkerPool _pool;
    private readonly ForwardPass _forward;

    private LanguageModel(GgufFile file, ModelOptions options, CancellationToken cancellationToken)
    {
        Architecture architecture = Architecture.Of(file);
        _file = file;
        Config = architecture.Config;
        Options = options;
        KernelSet kernels = KernelTiers.Choose(options.Kernels);
        KernelName = kernels.Name;
        ComputesPromptsApart = kernels.MultipliesPromptsApart;
        KvLayout layout = new(Config, options.KvType);
        _arena = new WeightArena(file, architecture.UnpackedTensors);
        try
        {
            ModelWeights weights = architecture.Bind(_arena);
            EmbeddingLength = weights.EmbeddingLength(Config);
            _arena.Pack(options.Threads, cancellationToken);
            _pool = new WorkerPool(options.Threads);
            _forward = new ForwardPass(Config, weights, kernels, _pool, layout, options.MaxBatch);
        }
        catch
        {
            _pool?.Dispose();
            _arena.Dispose();
            throw;
        }
    }

    /// <summary>The model's numbers.</summary>
    public ModelConfig Config { get; }

    /// <summary>How it is run.</summary>
    public ModelOptions Options { get; }

    /// <summary>The length of the vectors of an embedding model; 0 for models that generate.</summary>
    public int EmbeddingLength { get; }

    /// <summary>The threads that compute: those of the options, but no more than cores are there.</summary>
    public int Threads => _pool.WorkerCount;

    /// <summary>The tier of instructions it computes with.</summary>
    public string KernelName { get; }

    /// <summary>Whether the keys and values of a token depend on its <see cref="TokenOrigin"/>.</summary>
    internal bool ComputesPromptsApart { get; }

    /// <summary>The keys and values of the file: tokenizer, template, name.</summary>
    public GgufMetadata Metadata => _file.Metadata;

    /// <summary>The file's path.</summary>
    public string Path => _file.Path;

    /// <summary>The type that most of the weights are stored in.</summary>
    public string Quantization => _file.Tensors.Values
        .Where(t => t.RowCount > 1)
        .GroupBy(t => t.Type)
        .MaxBy(g => g.Count())?
        .Key.ToString() ?? "none";

    /// <summary>The bytes of the packed weights.</summary>
    public long WeightBytes => _arena.ByteLength;

    /// <summary>Loads a model.</summary>
    /// <param name="path">A GGUF file, the first one of a split set.</param>
    /// <param name="options">How to run it; null for the defaults.</param>
    /// <param name="cancellationToken">Stops the loading.</param>
    /// <exception cref="GgufException">The file is damaged or its architecture unknown; the message says where and what.</exception>
    public static LanguageModel Load(string path, ModelOptions? options = null, CancellationToken cancellationToken = default)
    {
        GgufFile file = GgufFile.Open(path);
        try
        {
            return new LanguageModel(file, options ?? new ModelOptions(), cancellationToken);
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>A cache for this model's keys and values.</summary>
    public KvCache CreateCache(long byteBudget) => new(Config, byteBudget, Options.KvType);

    /// <summary>Runs one step: the sequences of the batch are longer by its tokens afterwards.</summary>
    /// <exception cref="ArgumentException">A sequence's keys and values are stored in another way than <see cref="ModelOptions.KvType"/>, or logits are asked of a model that embeds.</exception>
    public void Forward(ForwardBatch batch)
    {
        ArgumentNullException.ThrowIfNull(batch);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(batch.RowCount, Options.MaxBatch);
        if (EmbeddingLength > 0 && batch.LogitCount > 0)
        {
            throw new ArgumentException($"A model of the architecture '{Config.Architecture}' has no logits.", nameof(batch));
        }

        foreach (ForwardSpan span in batch.Spans)
        {
            if (span.Sequence.Type != Options.KvType)
            {
                throw new ArgumentException($"The sequence keeps {span.Sequence.Type}, the model {Options.KvType}.", nameof(batch));
            }
        }

        _forward.Run(batch);
    }

    /// <summary>The logits of the step's row number <paramref name="index"/> among those asked for; valid until the next step, and the caller's to change.</summary>
    public Span<float> Logits(int index) => _forward.Logits(index);

    /// <summary>The embedding of a span of the step just run, of length 1.</summary>
    /// <param name="span">Spans count in the order in which they were added.</param>
    /// <param name="embedding">Room for <see cref="EmbeddingLength"/> numbers.</param>
    /// <exception cref="InvalidOperationException">The model generates text and embeds nothing.</exception>
    public void Embedding(int span, Span<float> embedding)
    {
        if (EmbeddingLength == 0)
        {
            throw new InvalidOperationException($"A model of the architecture '{Config.Architecture}' embeds nothing.");
        }

        _forward.Pool(span, embedding[..EmbeddingLength]);
        double power = 0;
        foreach (float x in embedding[..EmbeddingLength])
        {
            power += (double)x * x;
        }

        float scale = power > 0 ? (float)(1 / Math.Sqrt(power)) : 0;
        for (int i = 0; i < EmbeddingLength; i++)
        {
            embedding[i] *= scale;
        }
    }

    /// <summary>Stops the threads and gives the memory back.</summary>
    public void Dispose()
    {
        _forward.Dispose();
        _pool.Dispose();
        _arena.Dispose();
        _file.Dispose();
    }
}
