using Castor.Inference.Gguf;

namespace Castor.Inference.Quantization;

/// <summary>How a whole model is quantised: a type, and which tensors take another one.</summary>
/// <param name="Name">The name that llama.cpp gives it, such as <c>Q4_K_M</c>.</param>
/// <param name="Type">The type of most tensors.</param>
/// <param name="FileType">What <c>general.file_type</c> says (<c>llama_ftype</c> of llama.h).</param>
public sealed record QuantizationRecipe(string Name, TensorType Type, uint FileType)
{
    /// <summary>All recipes, the largest files first.</summary>
    public static IReadOnlyList<QuantizationRecipe> All { get; } =
    [
        new("F32", TensorType.F32, 0),
        new("BF16", TensorType.BF16, 32),
        new("F16", TensorType.F16, 1),
        new("Q8_0", TensorType.Q8_0, 7),
        new("Q6_K", TensorType.Q6_K, 18),
        new("Q5_1", TensorType.Q5_1, 9),
        new("Q5_K_M", TensorType.Q5_K, 17),
        new("Q5_0", TensorType.Q5_0, 8),
        new("Q5_K_S", TensorType.Q5_K, 16),
        new("Q4_1", TensorType.Q4_1, 3),
        new("Q4_K_M", TensorType.Q4_K, 15),
        new("Q4_0", TensorType.Q4_0, 2),
        new("Q4_K_S", TensorType.Q4_K, 14),
    ];

    /// <summary>Whether the recipe takes blocks, so that tensors may differ in type.</summary>
    internal bool IsQuantized => !Type.IsFloat();

    /// <summary>A recipe by its name in any case; <c>Q4_K</c> and <c>Q5_K</c> are the mixed ones, as in llama.cpp. Null where there is none.</summary>
    public static QuantizationRecipe? Find(string name)
    {
        string wanted = name.ToUpperInvariant() switch
        {
            "Q4_K" => "Q4_K_M",
            "Q5_K" => "Q5_K_M",
            string other => other,
        };
        return All.FirstOrDefault(r => r.Name == wanted);
    }

    /// <summary>What each tensor of a model becomes.</summary>
    /// <param name="tensors">All tensors of the model; those that are kept as they are keep their type.</param>
    public IReadOnlyDictionary<string, TensorType> Choose(IReadOnlyCollection<TensorOutline> tensors) => new TypeChoice(this, tensors).Types;
}
