using Castor.Inference.Gguf;

namespace Castor.Inference.Quantization;

/// <summary>A tensor without its elements.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">Its dimensions, the contiguous one first.</param>
/// <param name="Type">How its elements are stored.</param>
public readonly record struct TensorOutline(string Name, IReadOnlyList<long> Shape, TensorType Type);
