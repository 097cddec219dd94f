namespace Castor.Inference.Gguf;

/// <summary>What is said of the types of tensors.</summary>
internal static class TensorTypes
{
    /// <summary>Whether elements are stored one by one as floats, not in blocks of integers with scales.</summary>
    public static bool IsFloat(this TensorType type) => type is TensorType.F32 or TensorType.F16 or TensorType.BF16;
}
