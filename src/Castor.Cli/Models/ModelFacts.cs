using Castor.Engines.Local.Weights;
using Castor.Inference.Gguf;
using Castor.Inference.KvCaches;
using Castor.Inference.Models;
using Castor.Inference.Models.Experts;

namespace Castor.Cli.Models;

/// <summary>What a GGUF file tells of its model.</summary>
internal sealed record ModelFacts
{
    private const string TokensKey = "tokenizer.ggml.tokens";
    private const string FileTypeKey = "general.file_type";

    /// <summary>The context that memory is reckoned for where none is asked for.</summary>
    public const int UsualContext = 8192;

    /// <summary>The family of models, such as <c>gemma3</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>What its maker calls it; null where the file does not say.</summary>
    public required string? Title { get; init; }

    /// <summary>The licence; null where the file does not say.</summary>
    public required string? Licence { get; init; }

    /// <summary>The name of the mix of quantisations, such as <c>Q4_K_M</c>.</summary>
    public required string Quantization { get; init; }

    /// <summary>What that mix is, the largest share first.</summary>
    public required IReadOnlyList<TypeShare> Types { get; init; }

    /// <summary>The most positions that the model was made for; null where the file does not say.</summary>
    public required int? ContextLength { get; init; }

    /// <summary>The tokens of the vocabulary.</summary>
    public required int Vocabulary { get; init; }

    /// <summary>How conversations are written for it; null where it knows none that Castor writes.</summary>
    public required string? ChatFormat { get; init; }

    /// <summary>Why this build cannot run it; null where it can.</summary>
    public required string? Refusal { get; init; }

    /// <summary>How many positions the memory is reckoned for.</summary>
    public required int Context { get; init; }

    /// <summary>The experts of its layers; null where it has none or this build does not know the architecture.</summary>
    public required ExpertConfig? Experts { get; init; }

    /// <summary>The weights that a token goes through: all but those of the experts that it is not given to.</summary>
    public required long ActiveParameters { get; init; }

    /// <summary>The bytes of keys and values at <see cref="Context"/>; null where this build does not know the architecture.</summary>
    public required long? KvBytes { get; init; }

    /// <summary>The weights, counted one by one.</summary>
    public long Parameters => Types.Sum(t => t.Parameters);

    /// <summary>The bytes of the weights.</summary>
    public long WeightBytes => Types.Sum(t => t.Bytes);

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file, or the first of a split set.</param>
    /// <param name="context">How many positions to reckon memory for; null for the usual.</param>
    /// <exception cref="IOException">It cannot be read, or is damaged.</exception>
    public static ModelFacts Read(string path, int? context = null)
    {
        using var file = GgufFile.Open(path);
        GgufMetadata metadata = file.Metadata;
        string architecture = metadata.GetString("general.architecture");
        int? length = metadata.Contains($"{architecture}.context_length") ? metadata.GetInt32($"{architecture}.context_length") : null;
        int asked = context ?? Math.Min(UsualContext, length is > 0 ? length.Value : UsualContext);
        (ModelConfig? config, string? refusal) = Config(file);
        IReadOnlyList<TypeShare> types = Shares(file);
        string[] tokens = metadata.Contains(TokensKey) ? metadata.GetStrings(TokensKey) : [];
        return new ModelFacts
        {
            Architecture = SafeText.OneLine(architecture),
            Title = Text(metadata, "general.name"),
            Licence = Text(metadata, "general.license"),
            Quantization = (metadata.Contains(FileTypeKey) ? FileTypes.Name(metadata.GetInt32(FileTypeKey)) : null)
                ?? WeightsName.Quantization(Path.GetFileName(path))
                ?? types.MaxBy(t => t.Parameters)?.Type
                ?? "none",
            Types = types,
            ContextLength = length,
            Vocabulary = tokens.Length,
            ChatFormat = tokens.Contains("<|turn>") ? "Gemma 4" : tokens.Contains("<start_of_turn>") ? "Gemma 3" : null,
            Context = asked,
            Experts = config?.Experts,
            ActiveParameters = file.Tensors.Values.Sum(t => ActiveParametersOf(t, config?.Experts)),
            KvBytes = config is null ? null : KvBytesOf(config, asked),
            Refusal = refusal,
        };
    }

    private static string? Text(GgufMetadata metadata, string key) => metadata.GetString(key, null) is { } text ? SafeText.OneLine(text) : null;

    private static TypeShare[] Shares(GgufFile file) =>
    [
        .. file.Tensors.Values
            .GroupBy(t => t.Type)
            .Select(g => new TypeShare(g.Key.ToString(), g.Count(), g.Sum(t => t.ElementCount), g.Sum(t => t.ByteLength)))
            .OrderByDescending(t => t.Bytes),
    ];

    private static (ModelConfig? Config, string? Refusal) Config(GgufFile file)
    {
        try
        {
            return (ModelConfig.Read(file), null);
        }
        catch (GgufException e)
        {
            return (null, SafeText.OneLine(e.Message));
        }
    }

    private static long ActiveParametersOf(GgufTensor tensor, ExpertConfig? experts) =>
        experts is not null && tensor.Name.EndsWith("_exps.weight", StringComparison.Ordinal)
            ? tensor.ElementCount / experts.Count * experts.UsedCount
            : tensor.ElementCount;

    private static long KvBytesOf(ModelConfig config, int context)
    {
        using var cache = new KvCache(config, byteBudget: 0);
        return cache.BytesFor(context, new ModelOptions().MaxBatch);
    }
}
