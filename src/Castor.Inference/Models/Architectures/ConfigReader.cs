using System.Runtime.InteropServices;
using Castor.Inference.Gguf;
using Castor.Inference.Models.Experts;

namespace Castor.Inference.Models.Architectures;

/// <summary>Reads a model's numbers and refuses those that no graph can be built of, by name.</summary>
internal sealed class ConfigReader(GgufFile file, string architecture)
{
    private const int MaxLayers = 1024;
    private const int MaxWidth = 1 << 20;
    private const int MaxExperts = 1024;

    private GgufMetadata Metadata => file.Metadata;

    /// <summary>A number from 1 to 2^20, or to the end of an int for lengths of context.</summary>
    public int Positive(string key)
    {
        int value = Metadata.GetInt32(Key(key));
        int most = key == "context_length" ? int.MaxValue : key == "block_count" ? MaxLayers : MaxWidth;
        return value > 0 && value <= most ? value : throw Bad(key, $"{value} is not between 1 and {most}");
    }

    /// <summary>A number for each layer, or one for all.</summary>
    public int[] PositiveEach(string key, int layerCount)
    {
        if (!Metadata.IsArray(Key(key)))
        {
            return [.. Enumerable.Repeat(Positive(key), layerCount)];
        }

        int[] values = Metadata.GetInt32s(Key(key));
        if (values.Length < layerCount)
        {
            throw Bad(key, $"{values.Length} entries for {layerCount} layers");
        }

        int bad = Array.FindIndex(values, 0, layerCount, v => v is <= 0 or > MaxWidth);
        return bad < 0 ? values : throw Bad(key, $"{values[bad]} in entry {bad} is not between 1 and {MaxWidth}");
    }

    /// <summary>A width that may be 0 or missing.</summary>
    public int OptionalWidth(string key)
    {
        int value = Metadata.GetInt32(Key(key), 0);
        return value is >= 0 and <= MaxWidth && value % 32 == 0 ? value : throw Bad(key, $"{value} is not a multiple of 32 up to {MaxWidth}");
    }

    /// <summary>A width: a positive number of whole blocks of 32.</summary>
    public int Width(string key)
    {
        int value = Positive(key);
        return value % 32 == 0 ? value : throw Bad(key, $"{value} is not a multiple of 32");
    }

    /// <summary>A number within bounds, or what it is where the file does not say.</summary>
    public int Between(string key, int least, int most, int missing)
    {
        int value = Metadata.GetInt32(Key(key), missing);
        return value >= least && value <= most ? value : throw Bad(key, $"{value} is not between {least} and {most}");
    }

    /// <summary>How many of the first layers have keys and values of their own.</summary>
    public int LayersWithOwnKv(int layerCount, int sharedWhereMissing = 0)
    {
        int shared = Metadata.GetInt32(Key("attention.shared_kv_layers"), sharedWhereMissing);
        return shared >= 0 && shared < layerCount ? layerCount - shared : throw Bad("attention.shared_kv_layers", $"{shared} of {layerCount} layers");
    }

    /// <summary>The layer whose keys and values a layer uses: its own, or those of the last layer of its kind that has some of its own.</summary>
    public int KvSource(int layer, int ownKv, bool[] isLocal)
    {
        int source = Math.Min(layer, ownKv - 1);
        while (source >= 0 && isLocal[source] != isLocal[layer])
        {
            source--;
        }

        return source >= 0 ? source : throw Bad("attention.shared_kv_layers", $"layer {layer} finds no earlier layer of its kind to share with");
    }

    /// <summary>How many deviations above their mean each layer's gates have to be; null, which files write as minus infinity, where all count.</summary>
    public float?[] GateCuts(int layerCount, int sparseWhereMissing, float cutWhereMissing)
    {
        const string Name = "activation_sparsity_scale";
        if (!Metadata.Contains(Key(Name)))
        {
            return [.. Enumerable.Range(0, layerCount).Select(i => i < sparseWhereMissing ? cutWhereMissing : (float?)null)];
        }

        float[] cuts = Metadata.GetSingles(Key(Name));
        if (cuts.Length < layerCount)
        {
            throw Bad(Name, $"{cuts.Length} entries for {layerCount} layers");
        }

        int bad = Array.FindIndex(cuts, 0, layerCount, c => float.IsNaN(c) || float.IsPositiveInfinity(c));
        return bad < 0 ? [.. cuts.Select(c => float.IsFinite(c) ? c : (float?)null)] : throw Bad(Name, $"{cuts[bad]} in entry {bad} is no number of deviations");
    }

    /// <summary>Which layers have experts: those with a router.</summary>
    public bool[] LayersWithExperts(int layerCount) =>
        [.. Enumerable.Range(0, layerCount).Select(i => file.Tensors.ContainsKey($"blk.{i}.ffn_gate_inp.weight"))];

    /// <summary>The experts; null for none.</summary>
    /// <param name="areInLayers">Whether any layer has a router.</param>
    public ExpertConfig? Experts(bool areInLayers)
    {
        int count = Metadata.GetInt32(Key("expert_count"), 0);
        if (count == 0 && !areInLayers)
        {
            return null;
        }

        if (count is < 2 or > MaxExperts)
        {
            throw Bad("expert_count", $"{count} is not between 2 and {MaxExperts}");
        }

        if (!areInLayers)
        {
            throw Bad("expert_count", $"{count}, and no layer has a router (ffn_gate_inp.weight)");
        }

        int used = Positive("expert_used_count");
        int feedForward = Positive("expert_feed_forward_length");
        return used > count ? throw Bad("expert_used_count", $"{used} of {count} experts")
            : feedForward % 32 != 0 ? throw Bad("expert_feed_forward_length", $"{feedForward} is not a multiple of 32")
            : new ExpertConfig(count, used, feedForward);
    }

    /// <summary>The divisors of the global layers' frequencies, where the file has them.</summary>
    public float[]? RopeFactors(int count)
    {
        if (!file.Tensors.TryGetValue("rope_freqs.weight", out GgufTensor? tensor))
        {
            return null;
        }

        if (tensor.Type != TensorType.F32 || tensor.ElementCount != count)
        {
            throw new GgufException($"Tensor 'rope_freqs.weight' has {tensor.ElementCount} numbers of {tensor.Type}; {count} of F32 are wanted.");
        }

        return MemoryMarshal.Cast<byte, float>(tensor.Row(0)).ToArray();
    }

    /// <summary>A finite number, or what it is where the file does not say.</summary>
    public float Single(string key, float missing)
    {
        float value = Metadata.GetSingle(Key(key), missing);
        return float.IsFinite(value) && value >= 0 ? value : throw Bad(key, $"{value} is not a finite number of at least 0");
    }

    /// <summary>A key that may be missing but not differ.</summary>
    public void RequireEqual(string key, int expected)
    {
        int value = Metadata.GetInt32(Key(key), expected);
        if (value != expected)
        {
            throw Bad(key, $"{value} where {expected} is supported");
        }
    }

    /// <summary>Which layers have a window: an array of booleans, or the length of a pattern whose last layer has none.</summary>
    public bool[] LocalLayers(int layerCount, int defaultPattern)
    {
        string key = Key("attention.sliding_window_pattern");
        if (Metadata.IsArray(key))
        {
            bool[] flags = Metadata.GetBooleans(key);
            return flags.Length >= layerCount ? flags : throw Bad("attention.sliding_window_pattern", $"{flags.Length} entries for {layerCount} layers");
        }

        if (defaultPattern == 0 && !Metadata.Contains(key))
        {
            throw Bad("attention.sliding_window_pattern", "missing");
        }

        int pattern = Metadata.GetInt32(key, defaultPattern);
        bool[] isLocal = new bool[layerCount];
        for (int i = 0; i < layerCount; i++)
        {
            isLocal[i] = pattern > 0 && i % pattern < pattern - 1;
        }

        return isLocal;
    }

    /// <summary>What positions are multiplied by where <c>rope.scaling</c> is linear.</summary>
    public float LinearRopeScale()
    {
        string type = Metadata.GetString(Key("rope.scaling.type"), "none") ?? "none";
        return type switch
        {
            "none" => 1,
            "linear" when Single("rope.scaling.factor", 1) is > 0 and float factor => 1 / factor,
            "linear" => throw Bad("rope.scaling.factor", "0"),
            _ => throw Bad("rope.scaling.type", $"'{type}' is not supported"),
        };
    }

    /// <summary>The rows of <c>token_embd.weight</c>.</summary>
    public int VocabularySize(int embedding) => RowsOf("token_embd.weight", embedding, 1 << 24);

    /// <summary>The rows of the first layer's <c>laurel_l.weight</c>: no key tells.</summary>
    public int LaurelRank(int embedding)
    {
        const string Name = "blk.0.laurel_l.weight";
        int rank = RowsOf(Name, embedding, MaxWidth);
        return rank % 32 == 0 ? rank : throw new GgufException($"Tensor '{Name}' has {rank} rows, not a multiple of 32.");
    }

    /// <summary>Refuses numbers that do not go together.</summary>
    public ModelConfig Check(ModelConfig config)
    {
        foreach (LayerConfig layer in config.Layers)
        {
            if (layer.HeadCount % layer.KvHeadCount != 0)
            {
                throw Bad("attention.head_count_kv", $"{layer.KvHeadCount} does not divide the {layer.HeadCount} heads");
            }

            if (layer.HeadDim % 16 != 0 || layer.HeadDim > 1024)
            {
                throw Bad("attention.key_length", $"{layer.HeadDim} is not a multiple of 16 up to 1024");
            }

            if (layer.FeedForwardLength % 32 != 0)
            {
                throw Bad("feed_forward_length", $"{layer.FeedForwardLength} is not a multiple of 32");
            }
        }

        return config.EmbeddingLength % 32 == 0 ? config : throw Bad("embedding_length", $"{config.EmbeddingLength} is not a multiple of 32");
    }

    private int RowsOf(string name, int columns, int most)
    {
        if (!file.Tensors.TryGetValue(name, out GgufTensor? tensor))
        {
            throw new GgufException($"Tensor '{name}' is missing.");
        }

        return tensor.Shape[0] == columns && tensor.RowCount > 0 && tensor.RowCount <= most
            ? (int)tensor.RowCount
            : throw new GgufException($"Tensor '{name}' has the shape {tensor.Shape[0]} x {tensor.RowCount}; its rows must have {columns} numbers.");
    }

    private string Key(string key) => $"{architecture}.{key}";

    private GgufException Bad(string key, string why) => new($"{Key(key)}: {why}.");
}
