namespace Castor.Inference.Models;

/// <summary>Rotary position embedding (arXiv:2104.09864) over pairs (i, i + dim / 2): pair i turns by <c>position * scale * base^(-2 i / dim) / factor[i]</c>.</summary>
/// <param name="Base">The base of the frequencies.</param>
/// <param name="Scale">What positions are multiplied by: 1 / factor for linear scaling.</param>
/// <param name="Dim">The length of a head.</param>
/// <param name="Factors">Divisors of the frequencies, one a pair; null for ones. A huge divisor leaves its pair unturned.</param>
public sealed record RopeConfig(float Base, float Scale, int Dim, IReadOnlyList<float>? Factors = null);
