using System.Globalization;
using Castor.Inference.Gguf;

namespace Castor.Inference.Quantization;

/// <summary>Chooses the type of each tensor as llama-quantize does, so that files are as large and as good as those that people know.</summary>
/// <remarks>The rules are those of llama.cpp's llama-quant.cpp for models without an importance matrix, but for those of exactly eight experts.</remarks>
internal sealed class TypeChoice
{
    /// <summary>
    /// Small or delicate matrices that stay as they are: routers, Gemma 3n's and Gemma 4's per-layer projections, positions and patches of other towers.
    /// </summary>
    private static readonly string[] s_kept =
        ["_norm.weight", "ffn_gate_inp.weight", "altup", "laurel", "per_layer_model_proj", ".position_embd", ".patch_embd"];

    private readonly QuantizationRecipe _recipe;
    private readonly bool _hasOutput;
    private readonly List<string> _values;
    private readonly int _downLayers;

    public TypeChoice(QuantizationRecipe recipe, IReadOnlyCollection<TensorOutline> tensors)
    {
        _recipe = recipe;
        _hasOutput = tensors.Any(t => t.Name == "output.weight");
        _values = InLayerOrder(tensors, "attn_v.weight");
        _downLayers = InLayerOrder(tensors, "ffn_down.weight").Count;
        Types = tensors.ToDictionary(t => t.Name, Choose, StringComparer.Ordinal);
    }

    public IReadOnlyDictionary<string, TensorType> Types { get; }

    /// <summary>The last dimension that is not 1 counts, as in ggml.</summary>
    private static bool IsMatrix(IReadOnlyList<long> shape) => shape.Skip(1).Any(d => d > 1);

    private static List<string> InLayerOrder(IEnumerable<TensorOutline> tensors, string kind) =>
        [.. tensors.Select(t => t.Name).Where(n => n.EndsWith(kind, StringComparison.Ordinal)).OrderBy(Layer).ThenBy(n => n, StringComparer.Ordinal)];

    private static int Layer(string name)
    {
        string[] parts = name.Split('.');
        return parts.Length > 2 && int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int layer) ? layer : -1;
    }

    /// <summary>The first and the last eighth of the layers, and every third between them.</summary>
    private static bool TakesMoreBits(int index, int count) =>
        index < count / 8 || index >= 7 * count / 8 || (index - (count / 8)) % 3 == 2;

    private TensorType Choose(TensorOutline tensor)
    {
        bool kept = !IsMatrix(tensor.Shape)
            || !tensor.Name.EndsWith("weight", StringComparison.Ordinal)
            || s_kept.Any(k => tensor.Name.Contains(k, StringComparison.Ordinal));
        if (kept)
        {
            return tensor.Type;
        }

        return _recipe.IsQuantized ? Fit(Mixed(tensor), tensor.Shape[0]) : _recipe.Type;
    }

    private TensorType Mixed(TensorOutline tensor)
    {
        bool isHead = tensor.Name == "output.weight"
            || (!_hasOutput && tensor.Name is "token_embd.weight" or "per_layer_token_embd.weight");
        if (isHead)
        {
            return _recipe.Type == TensorType.Q8_0 || tensor.Shape[0] % BlockFormat.Of(_recipe.Type).BlockSize != 0 ? TensorType.Q8_0 : TensorType.Q6_K;
        }

        int value = _values.IndexOf(tensor.Name);
        int down = tensor.Name.Contains("ffn_down", StringComparison.Ordinal) ? Layer(tensor.Name) : -1;
        return _recipe.Name switch
        {
            "Q4_K_M" or "Q5_K_M" when value >= 0 && TakesMoreBits(value, _values.Count) => TensorType.Q6_K,
            "Q4_K_M" or "Q5_K_M" when down >= 0 && TakesMoreBits(down, _downLayers) => TensorType.Q6_K,
            "Q4_K_S" when value is >= 0 and < 4 => TensorType.Q5_K,
            "Q4_K_S" when down >= 0 && down < _downLayers / 8 => TensorType.Q5_K,
            _ => _recipe.Type,
        };
    }

    /// <summary>The type itself where rows are whole blocks of it, else the next larger one whose blocks fit.</summary>
    private static TensorType Fit(TensorType type, long row)
    {
        TensorType fitting = row % BlockFormat.Of(type).BlockSize == 0 ? type : type switch
        {
            TensorType.Q4_K => TensorType.Q5_0,
            TensorType.Q5_K => TensorType.Q5_1,
            TensorType.Q6_K => TensorType.Q8_0,
            _ => TensorType.F16,
        };
        return row % BlockFormat.Of(fitting).BlockSize == 0 ? fitting : TensorType.F16;
    }
}
