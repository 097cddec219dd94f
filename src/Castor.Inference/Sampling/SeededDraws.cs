using System.Numerics;

namespace Castor.Inference.Sampling;

/// <summary>
/// Numbers that depend on a seed, a stream and an index only, so that a draw is the same whatever was drawn before it or beside it.
/// They are the outputs of SplitMix64 (Steele, Lea, Flood 2014), whose state can be reached at any index.
/// </summary>
internal readonly struct SeededDraws(long seed, int stream)
{
    private const ulong Gamma = 0x9E3779B97F4A7C15;

    // Streams of one seed start at places of the period that the mixing scatters.
    private readonly ulong _start = Mix(Mix((ulong)seed + Gamma) ^ BitOperations.RotateLeft(Mix(((ulong)(uint)stream + 1) * Gamma), 32));

    /// <summary>The number at an index, evenly spread over [0, 1).</summary>
    public double this[int index] => (Mix(_start + ((ulong)(uint)index + 1) * Gamma) >> 11) * (1.0 / (1UL << 53));

    private static ulong Mix(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }
}
