namespace Castor.Inference.Tokenization;

/// <summary>Hashes that differ from process to process, so that no file and no text can be made whose entries all collide.</summary>
internal static class SeededHash
{
    private static readonly ulong s_seed = ((ulong)(uint)HashCode.Combine(1) << 32) | (uint)HashCode.Combine(2) | 1;

    /// <summary>A value with all its bits stirred.</summary>
    public static ulong Mix(ulong value)
    {
        ulong high = Math.BigMul(value ^ s_seed, 0x9E3779B97F4A7C15, out ulong low);
        return high ^ low;
    }

    /// <summary>The place of a value in a table.</summary>
    public static uint Fold(ulong value)
    {
        value = Mix(value);
        return (uint)(value ^ (value >> 32));
    }
}
