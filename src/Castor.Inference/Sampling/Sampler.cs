namespace Castor.Inference.Sampling;

/// <summary>
/// Draws the tokens of one answer. A draw depends on the logits, the options, the stream and the answer so far, and on nothing else. For the model's own thread.
/// </summary>
public sealed class Sampler
{
    // Below it the likeliest token has all of the weight in any case, and one over it would leave the range of floats.
    private const float GreedyTemperature = 1e-5f;

    // The nucleus is nearly always within these; where it is not, all tokens are looked at once more.
    private const int NucleusGuess = 128;

    private readonly SamplingOptions _options;
    private readonly SamplerScratch _scratch;
    private readonly SeededDraws _draws;
    private readonly TokenPenalties? _penalties;
    private readonly int[] _suppressed;
    private int _index;

    /// <summary>A sampler at the first token of an answer.</summary>
    /// <param name="options">How to draw.</param>
    /// <param name="stream">Which of several answers with the same seed this is.</param>
    /// <param name="vocabularySize">Tokens of the vocabulary.</param>
    /// <exception cref="ArgumentOutOfRangeException">An option is outside of its range.</exception>
    public Sampler(SamplingOptions options, int stream, int vocabularySize)
        : this(options, stream, new SamplerScratch(vocabularySize))
    {
    }

    internal Sampler(SamplingOptions options, int stream, SamplerScratch scratch)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        _options = options;
        _scratch = scratch;
        _suppressed = [.. options.Suppressed];
        _draws = new SeededDraws(options.Seed, stream);
        if (options.PresencePenalty != 0 || options.FrequencyPenalty != 0)
        {
            _penalties = new TokenPenalties(options.PresencePenalty, options.FrequencyPenalty);
        }
    }

    /// <summary>Draws the next token.</summary>
    /// <param name="logits">One logit for each token; changed by the call.</param>
    /// <param name="allowed">The tokens that may be drawn, as <see cref="TokenConstraint.Allowed"/> has it; empty for all.</param>
    /// <param name="top">Takes the likeliest tokens, as many as <see cref="SamplingOptions.LogProbabilities"/> says.</param>
    /// <returns>The token, with its log probability where log probabilities are asked for.</returns>
    /// <exception cref="InvalidOperationException">No token is possible: the mask allows none, or the logits are not numbers.</exception>
    public TokenLogProbability Sample(Span<float> logits, ReadOnlySpan<ulong> allowed = default, Span<TokenLogProbability> top = default)
    {
        double logSum = _options.LogProbabilities is int count ? Report(logits, top[..count]) : double.NaN;
        _penalties?.Apply(logits);
        if (!allowed.IsEmpty)
        {
            LogitVectors.Mask(logits, allowed);
        }

        for (int i = 0; i < _suppressed.Length; i++)
        {
            logits[_suppressed[i]] = float.NegativeInfinity;
        }

        int token = _options.Temperature < GreedyTemperature ? LogitVectors.ArgMax(logits) : Draw(logits, _draws[_index]);
        if (token < 0)
        {
            throw new InvalidOperationException("No token is possible: the mask allows none, or the logits are not numbers.");
        }

        _index++;
        float logit = _penalties?.Before(token, logits[token]) ?? logits[token];
        _penalties?.Count(token);
        return new TokenLogProbability(token, (float)(logit - logSum));
    }

    private double Report(ReadOnlySpan<float> logits, Span<TokenLogProbability> top)
    {
        double logSum = LogitVectors.LogSumExp(logits);
        TopTokens best = _scratch.Top;
        best.Select(logits, top.Length);
        for (int i = 0; i < top.Length; i++)
        {
            top[i] = i < best.Count
                ? new TokenLogProbability(best.Ids[i], (float)(best.Logits[i] - logSum))
                : new TokenLogProbability(-1, float.NegativeInfinity);
        }

        return logSum;
    }

    private int Draw(ReadOnlySpan<float> logits, double number)
    {
        float scale = 1 / _options.Temperature;
        if (_options.TopK > 0 && _options.TopK < logits.Length)
        {
            _scratch.Top.Select(logits, _options.TopK);
            return DrawFromTop(scale, double.NaN, number);
        }

        float max = LogitVectors.Max(logits);
        if (max == float.NegativeInfinity)
        {
            return -1;
        }

        Span<float> weights = _scratch.Weights;
        double sum = LogitVectors.Exponentiate(logits, max, scale, weights);
        if (_options.TopP >= 1)
        {
            return DrawFromAll(weights, float.NegativeInfinity, 0, sum, number);
        }

        _scratch.Top.Select(logits, NucleusGuess);
        int token = DrawFromTop(scale, sum, number);
        return token >= 0 ? token : DrawFromNucleus(weights, sum, number);
    }

    // sum: of the weights of all tokens; NaN where the tokens found are all there are.
    private int DrawFromTop(float scale, double sum, double number)
    {
        ReadOnlySpan<float> logits = _scratch.Top.Logits;
        if (logits.IsEmpty)
        {
            return -1;
        }

        Span<float> weights = _scratch.Weights[..logits.Length];
        if (!double.IsNaN(sum))
        {
            weights = _scratch.Order[..logits.Length];
        }

        double found = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            weights[i] = MathF.Exp((logits[i] - logits[0]) * scale);
            found += weights[i];
        }

        double mass = _options.TopP * (double.IsNaN(sum) ? found : sum);
        int kept = 0;
        double keptMass = 0;
        while (kept < weights.Length && (kept == 0 || keptMass < mass))
        {
            keptMass += weights[kept++];
        }

        if (keptMass < mass && !double.IsNaN(sum))
        {
            return -1;
        }

        double rest = number * keptMass;
        int drawn = 0;
        while (drawn < kept - 1 && (rest -= weights[drawn]) >= 0)
        {
            drawn++;
        }

        return _scratch.Top.Ids[drawn];
    }

    private int DrawFromNucleus(ReadOnlySpan<float> weights, double sum, double number)
    {
        double mass = _options.TopP * sum;

        // All weights below this have less than 1 - p together, so that the set's smallest is none of them; it leaves little of a real vocabulary.
        float least = (float)((1 - _options.TopP) * sum / weights.Length);
        Span<float> order = _scratch.Order;
        int count = 0;
        foreach (float weight in weights)
        {
            order[count] = weight;
            count += weight >= least ? 1 : 0;
        }

        float threshold = Nucleus.Threshold(order[..count], mass, out double above);
        int equals = Math.Max(1, (int)Math.Ceiling((mass - above) / threshold));
        equals = Math.Min(equals, weights.Count(threshold));
        return DrawFromAll(weights, threshold, equals, above + (double)equals * threshold, number);
    }

    // Of the weights that equal the threshold only the first so many take part.
    private static int DrawFromAll(ReadOnlySpan<float> weights, float threshold, int equals, double sum, double number)
    {
        double rest = number * sum;
        int last = -1;
        for (int token = 0; token < weights.Length; token++)
        {
            float weight = weights[token];
            if (weight > threshold ? weight > 0 : weight == threshold && equals-- > 0)
            {
                last = token;
                rest -= weight;
                if (rest < 0)
                {
                    return token;
                }
            }
        }

        return last;
    }
}
