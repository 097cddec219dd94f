using Castor.Inference.Sampling;

namespace Castor.Inference.Scheduling;

/// <summary>A token of an answer.</summary>
/// <param name="Candidate">Which answer it belongs to, from 0.</param>
/// <param name="Token">The token's id.</param>
/// <param name="LogProbability">The natural logarithm of its probability before penalties, masks and temperature; NaN where it was not asked for.</param>
/// <param name="Top">The likeliest tokens in its place, the likeliest first; empty where they were not asked for.</param>
/// <param name="Stop">Why the answer ends with it, or that it goes on.</param>
public readonly record struct GeneratedToken(
    int Candidate, int Token, float LogProbability, ReadOnlyMemory<TokenLogProbability> Top, StopReason Stop);
