using System.Numerics;

namespace Castor.Inference.Gguf;

/// <summary>What the GGUF specification allows, and ggml with it.</summary>
/// <remarks>https://github.com/ggml-org/ggml/blob/master/docs/gguf.md</remarks>
internal static class GgufLimits
{
    public const int LongestKey = 65535;
    public const int LongestName = 64;
    public const int MostDimensions = 4;
    public const int DefaultAlignment = 32;
    public const int SmallestAlignment = 8;
    public const int LargestAlignment = 1 << 20;

    public static bool IsAlignment(long alignment) => alignment is >= SmallestAlignment and <= LargestAlignment && BitOperations.IsPow2(alignment);
}
