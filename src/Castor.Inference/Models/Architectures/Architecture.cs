using Castor.Inference.Gguf;
using Castor.Inference.Kernels;

namespace Castor.Inference.Models.Architectures;

/// <summary>A family of models: where its file keeps the numbers and the weights.</summary>
internal sealed unsafe class Architecture
{
    private const string TokenEmbedding = "token_embd.weight";
    private const string OutputHead = "output.weight";

    private readonly GgufFile _file;

    private Architecture(GgufFile file, ModelConfig config)
    {
        _file = file;
        Config = config;
    }

    /// <summary>The model's numbers.</summary>
    public ModelConfig Config { get; }

    /// <summary>Tensors that are read from the file as they are.</summary>
    public IReadOnlySet<string> UnpackedTensors => _file.Tensors.ContainsKey(OutputHead) ? new HashSet<string> { TokenEmbedding } : new HashSet<string>();

    /// <summary>Finds a file's family.</summary>
    /// <exception cref="GgufException">There is none for it.</exception>
    public static Architecture Of(GgufFile file)
    {
        string name = file.Metadata.GetString("general.architecture");
        return new Architecture(file, name switch
        {
            "gemma3" => Gemma3.Read(file),
            _ => throw new GgufException($"The architecture '{name}' is not supported; gemma3 is."),
        });
    }

    /// <summary>Asks the arena for all weights of the graph.</summary>
    public ModelWeights Bind(WeightArena arena) => new()
    {
        TokenEmbedding = _file.Tensors[TokenEmbedding],
        OutputNorm = arena.Vector("output_norm.weight", Config.EmbeddingLength),
        Head = new Linear(arena.Matrix(UnpackedTensors.Count > 0 ? OutputHead : TokenEmbedding, Config.EmbeddingLength, Config.VocabularySize)),
        Layers = [.. Config.Layers.Select((layer, i) => Bind(arena, layer, i))],
    };

    private LayerWeights Bind(WeightArena arena, LayerConfig layer, int index)
    {
        string prefix = $"blk.{index}.";
        int width = Config.EmbeddingLength;
        int queries = layer.HeadCount * layer.HeadDim;
        int keys = layer.KvHeadCount * layer.HeadDim;
        PackedMatrix Matrix(string name, int columns, int rows) => arena.Matrix($"{prefix}{name}.weight", columns, rows);
        return new LayerWeights
        {
            AttentionNorm = arena.Vector(prefix + "attn_norm.weight", width),
            QueryKeyValue = new Linear(Matrix("attn_q", width, queries), Matrix("attn_k", width, keys), Matrix("attn_v", width, keys)),
            QueryNorm = arena.Vector(prefix + "attn_q_norm.weight", layer.HeadDim),
            KeyNorm = arena.Vector(prefix + "attn_k_norm.weight", layer.HeadDim),
            Output = new Linear(Matrix("attn_output", queries, width)),
            PostAttentionNorm = arena.Vector(prefix + "post_attention_norm.weight", width),
            FeedForwardNorm = arena.Vector(prefix + "ffn_norm.weight", width),
            GateUp = new Linear(Matrix("ffn_gate", width, layer.FeedForwardLength), Matrix("ffn_up", width, layer.FeedForwardLength)),
            Down = new Linear(Matrix("ffn_down", layer.FeedForwardLength, width)),
            PostFeedForwardNorm = arena.Vector(prefix + "post_ffw_norm.weight", width),
        };
    }
}
