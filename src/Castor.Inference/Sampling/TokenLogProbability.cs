namespace Castor.Inference.Sampling;

/// <summary>A token and the natural logarithm of the probability that the model gave it, before penalties, masks and temperature.</summary>
/// <param name="Token">The token's id.</param>
/// <param name="LogProbability">At most 0; NaN where it was not asked for.</param>
public readonly record struct TokenLogProbability(int Token, float LogProbability);
