using Castor.Inference.Gguf;

namespace Castor.Inference.Quantization;

/// <summary>How far a file is written.</summary>
/// <param name="Tensor">The tensor under way.</param>
/// <param name="Type">The type it gets.</param>
/// <param name="Index">Its number, from 1.</param>
/// <param name="Count">The number of tensors.</param>
/// <param name="BytesDone">The bytes of all tensors that are written.</param>
/// <param name="BytesTotal">The bytes of all tensors.</param>
public readonly record struct QuantizationProgress(string Tensor, TensorType Type, int Index, int Count, long BytesDone, long BytesTotal);
