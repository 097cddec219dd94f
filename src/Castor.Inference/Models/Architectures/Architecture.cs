using Castor.Inference.Gguf;
using Castor.Inference.Kernels;
using Castor.Inference.Models.AltUp;
using Castor.Inference.Models.Experts;
using Castor.Inference.Models.Laurel;

namespace Castor.Inference.Models.Architectures;

/// <summary>A family of models: where its file keeps the numbers and the weights.</summary>
internal sealed unsafe class Architecture
{
    private const string TokenEmbedding = "token_embd.weight";
    private const string OutputHead = "output.weight";
    private const string PerLayerEmbedding = "per_layer_token_embd.weight";
    private const string RopeFactors = "rope_freqs.weight";

    private readonly GgufFile _file;

    private Architecture(GgufFile file, ModelConfig config)
    {
        _file = file;
        Config = config;
    }

    /// <summary>The model's numbers.</summary>
    public ModelConfig Config { get; }

    /// <summary>Tensors that are read from the file as they are, row by row, or once, or not at all.</summary>
    public IReadOnlySet<string> UnpackedTensors
    {
        get
        {
            HashSet<string> names = [PerLayerEmbedding, RopeFactors];
            if (HasOwnHead || !Config.IsCausal)
            {
                names.Add(TokenEmbedding);
            }

            // Gemma 3n's files have keys and values for all layers, also for those that use other layers'.
            foreach (int layer in Enumerable.Range(0, Config.Layers.Count).Where(i => Config.Layers[i].KvSource != i))
            {
                names.UnionWith([$"blk.{layer}.attn_k.weight", $"blk.{layer}.attn_k_norm.weight", $"blk.{layer}.attn_v.weight"]);
            }

            return names;
        }
    }

    private bool HasOwnHead => _file.Tensors.ContainsKey(OutputHead);

    /// <summary>Finds a file's family.</summary>
    /// <exception cref="GgufException">There is none for it.</exception>
    public static Architecture Of(GgufFile file)
    {
        string name = file.Metadata.GetString("general.architecture");
        return new Architecture(file, name switch
        {
            "gemma3" => Gemma3.Read(file),
            "gemma3n" => Gemma3n.Read(file),
            "gemma4" => Gemma4.Read(file),
            "gemma-embedding" => GemmaEmbedding.Read(file),
            _ => throw new GgufException($"The architecture '{name}' is not supported; gemma3, gemma3n, gemma4 and gemma-embedding are."),
        });
    }

    /// <summary>Asks the arena for all weights of the graph.</summary>
    public ModelWeights Bind(WeightArena arena)
    {
        int width = Config.EmbeddingLength;
        int perLayer = Config.PerLayerEmbeddingLength * Config.Layers.Count;
        return new ModelWeights
        {
            TokenEmbedding = _file.Tensors[TokenEmbedding],
            OutputNorm = arena.Vector("output_norm.weight", width),
            Head = Config.IsCausal ? new Linear(arena.Matrix(HasOwnHead ? OutputHead : TokenEmbedding, width, Config.VocabularySize)) : null,
            Layers = [.. Config.Layers.Select((layer, i) => Bind(arena, layer, i))],
            PerLayerEmbedding = perLayer > 0 ? arena.Unpacked(PerLayerEmbedding, perLayer, Config.VocabularySize) : null,
            PerLayerModelProjection = perLayer > 0 ? new Linear(arena.Matrix("per_layer_model_proj.weight", width, perLayer)) : null,
            PerLayerModelNorm = perLayer > 0 ? arena.Vector("per_layer_proj_norm.weight", Config.PerLayerEmbeddingLength) : null,
            AltUp = Config.AltUpStreamCount > 0 ? BindAltUp(arena) : null,
            Dense = Config.IsCausal ? [] : [.. BindDense(arena)],
        };
    }

    private AltUpWeights BindAltUp(WeightArena arena)
    {
        int width = Config.EmbeddingLength;
        int others = Config.AltUpStreamCount - 1;
        return new AltUpWeights
        {
            Projection = new Linear(arena.Matrices("altup_proj.weight", width, width, others)),
            Unembedding = [.. arena.Matrices("altup_unembd_proj.weight", width, width, others).Select(m => new Linear(m))],
        };
    }

    private AltUpLayerWeights BindAltUp(WeightArena arena, string prefix)
    {
        int width = Config.EmbeddingLength;
        int count = Config.AltUpStreamCount;
        return new AltUpLayerWeights
        {
            RouterNorm = arena.Vector(prefix + "altup_router_norm.weight", width),
            Router = arena.Floats(prefix + "altup_router.weight", width, count),
            PredictionCoefficients = arena.Floats(prefix + "altup_predict_coef.weight", count, count * count),
            CorrectionCoefficients = arena.Floats(prefix + "altup_correct_coef.weight", count, count),
            CorrectionScale = arena.Vector(prefix + "altup_correct_scale.weight", width),
        };
    }

    private LaurelWeights BindLaurel(WeightArena arena, string prefix)
    {
        int width = Config.EmbeddingLength;
        return new LaurelWeights
        {
            Left = new Linear(arena.Matrix(prefix + "laurel_l.weight", width, Config.LaurelRank)),
            Right = new Linear(arena.Matrix(prefix + "laurel_r.weight", Config.LaurelRank, width)),
            Norm = arena.Vector(prefix + "laurel_post_norm.weight", width),
        };
    }

    // The sentence transformer's two dense layers, which some files leave out.
    private IEnumerable<Linear> BindDense(WeightArena arena)
    {
        int columns = Config.EmbeddingLength;
        foreach (string name in (string[])["dense_2.weight", "dense_3.weight"])
        {
            if (_file.Tensors.TryGetValue(name, out GgufTensor? tensor))
            {
                yield return new Linear(arena.Matrix(name, columns, checked((int)tensor.RowCount)));
                columns = (int)tensor.RowCount;
            }
        }
    }

    private LayerWeights Bind(WeightArena arena, LayerConfig layer, int index)
    {
        string prefix = $"blk.{index}.";
        int width = Config.EmbeddingLength;
        int queries = layer.HeadCount * layer.HeadDim;
        int perLayer = Config.PerLayerEmbeddingLength;
        bool ownsKv = layer.KvSource == index;
        PackedMatrix Matrix(string name, int columns, int rows) => arena.Matrix($"{prefix}{name}.weight", columns, rows);
        float* Vector(string name, int length) => arena.Vector($"{prefix}{name}.weight", length);
        return new LayerWeights
        {
            AttentionNorm = Vector("attn_norm", width),
            QueryKeyValue = BindQueryKeyValue(arena, layer, prefix, ownsKv),
            QueryNorm = Vector("attn_q_norm", layer.HeadDim),
            KeyNorm = ownsKv ? Vector("attn_k_norm", layer.HeadDim) : null,
            Output = new Linear(Matrix("attn_output", queries, width)),
            PostAttentionNorm = Vector("post_attention_norm", width),
            FeedForwardNorm = Vector("ffn_norm", width),
            GateUp = new Linear(Matrix("ffn_gate", width, layer.FeedForwardLength), Matrix("ffn_up", width, layer.FeedForwardLength)),
            Down = new Linear(Matrix("ffn_down", layer.FeedForwardLength, width)),
            Experts = layer.HasExperts ? BindExperts(arena, Config.Experts!, prefix) : null,
            PostFeedForwardNorm = Vector("post_ffw_norm", width),
            PerLayerGate = perLayer > 0 ? new Linear(Matrix("inp_gate", width, perLayer)) : null,
            PerLayerProjection = perLayer > 0 ? new Linear(Matrix("proj", perLayer, width)) : null,
            PerLayerNorm = perLayer > 0 ? Vector("post_norm", width) : null,
            AltUp = Config.AltUpStreamCount > 0 ? BindAltUp(arena, prefix) : null,
            Laurel = Config.LaurelRank > 0 ? BindLaurel(arena, prefix) : null,
            OutputScale = arena.OptionalVector(prefix + "layer_output_scale.weight", 1),
        };
    }

    // Gate and up are one tensor in files made from Google's own weights, two in those made from weights that were quantised expert by expert.
    private ExpertWeights BindExperts(WeightArena arena, ExpertConfig experts, string prefix)
    {
        int width = Config.EmbeddingLength;
        int inner = experts.FeedForwardLength;
        float* Vector(string name, int length) => arena.Vector(prefix + name, length);
        PackedMatrix[] Matrices(string name, int columns, int rows) => arena.Matrices($"{prefix}{name}.weight", columns, rows, experts.Count);
        return new ExpertWeights
        {
            RouterScale = Vector("ffn_gate_inp.scale", width),
            Router = new Linear(arena.Matrix(prefix + "ffn_gate_inp.weight", width, experts.Count)),
            Norm = Vector("pre_ffw_norm_2.weight", width),
            PostNorm = Vector("post_ffw_norm_2.weight", width),
            PostSharedNorm = Vector("post_ffw_norm_1.weight", width),
            GateUp = _file.Tensors.ContainsKey(prefix + "ffn_gate_up_exps.weight")
                ? [.. Matrices("ffn_gate_up_exps", width, 2 * inner).Select(m => new Linear(m))]
                : [.. Matrices("ffn_gate_exps", width, inner).Zip(Matrices("ffn_up_exps", width, inner), (gate, up) => new Linear(gate, up))],
            Down = [.. Matrices("ffn_down_exps", inner, width).Select(m => new Linear(m))],
            Scale = arena.OptionalVector(prefix + "ffn_down_exps.scale", experts.Count),
        };
    }

    // Where values have no weights of their own they are the keys before their norm: the same product twice.
    private Linear BindQueryKeyValue(WeightArena arena, LayerConfig layer, string prefix, bool ownsKv)
    {
        int width = Config.EmbeddingLength;
        PackedMatrix queries = arena.Matrix(prefix + "attn_q.weight", width, layer.HeadCount * layer.HeadDim);
        if (!ownsKv)
        {
            return new Linear(queries);
        }

        int rows = layer.KvHeadCount * layer.HeadDim;
        PackedMatrix keys = arena.Matrix(prefix + "attn_k.weight", width, rows);
        string values = prefix + "attn_v.weight";
        return new Linear(queries, keys, _file.Tensors.ContainsKey(values) ? arena.Matrix(values, width, rows) : keys);
    }
}
