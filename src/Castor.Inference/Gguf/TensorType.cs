namespace Castor.Inference.Gguf;

/// <summary>How a tensor's elements are stored; the numbers are <c>ggml_type</c>'s own (ggml.h).</summary>
public enum TensorType
{
    /// <summary>32-bit floats.</summary>
    F32 = 0,

    /// <summary>16-bit IEEE floats.</summary>
    F16 = 1,

    /// <summary>Blocks of 32: an f16 scale and 4-bit values around 8; 18 bytes.</summary>
    Q4_0 = 2,

    /// <summary>Blocks of 32: an f16 scale, an f16 minimum and 4-bit values; 20 bytes.</summary>
    Q4_1 = 3,

    /// <summary>Blocks of 32: an f16 scale and 5-bit values around 16; 22 bytes.</summary>
    Q5_0 = 6,

    /// <summary>Blocks of 32: an f16 scale, an f16 minimum and 5-bit values; 24 bytes.</summary>
    Q5_1 = 7,

    /// <summary>Blocks of 32: an f16 scale and signed bytes; 34 bytes.</summary>
    Q8_0 = 8,

    /// <summary>Blocks of 256: 8 sub-blocks with 6-bit scales and minima, 4-bit values; 144 bytes.</summary>
    Q4_K = 12,

    /// <summary>Blocks of 256: 8 sub-blocks with 6-bit scales and minima, 5-bit values; 176 bytes.</summary>
    Q5_K = 13,

    /// <summary>Blocks of 256: 16 sub-blocks with 8-bit scales, 6-bit values around 32; 210 bytes.</summary>
    Q6_K = 14,

    /// <summary>16-bit brain floats.</summary>
    BF16 = 30,
}
