using Castor.Inference.Gguf;

namespace Castor.Inference.Quantization;

/// <summary>How many elements a block of a type holds, and in how many bytes.</summary>
/// <param name="BlockSize">The elements of a block; rows are whole blocks.</param>
/// <param name="BlockBytes">The bytes of a block.</param>
public readonly record struct BlockFormat(int BlockSize, int BlockBytes)
{
    /// <summary>The format of a type (the struct sizes of ggml-common.h).</summary>
    /// <exception cref="ArgumentOutOfRangeException">There is no such type.</exception>
    public static BlockFormat Of(TensorType type) => type switch
    {
        TensorType.F32 => new(1, 4),
        TensorType.F16 or TensorType.BF16 => new(1, 2),
        TensorType.Q8_0 => new(32, 34),
        TensorType.Q4_0 => new(32, 18),
        TensorType.Q4_1 => new(32, 20),
        TensorType.Q5_0 => new(32, 22),
        TensorType.Q5_1 => new(32, 24),
        TensorType.Q4_K => new(256, 144),
        TensorType.Q5_K => new(256, 176),
        TensorType.Q6_K => new(256, 210),
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such tensor type."),
    };

    /// <summary>The bytes of a whole number of blocks.</summary>
    /// <exception cref="ArgumentException">The elements are no whole number of blocks.</exception>
    /// <exception cref="OverflowException">There are more bytes than a number holds.</exception>
    public long BytesOf(long elements) => elements % BlockSize == 0
        ? checked(elements / BlockSize * BlockBytes)
        : throw new ArgumentException($"{elements} elements are no whole number of blocks of {BlockSize}.", nameof(elements));
}
