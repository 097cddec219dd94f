namespace Castor.Inference.Sampling;

/// <summary>
/// How the next token is drawn, in the order of the Gemini API: penalties on the logits, temperature, top-k, top-p, draw.
/// The source is <see href="https://ai.google.dev/api/generate-content#generationconfig">GenerationConfig</see>.
/// </summary>
public sealed record SamplingOptions
{
    /// <summary>What logits are divided by, from 0 on; 0 takes the likeliest token, the lowest id among equals.</summary>
    public float Temperature { get; init; } = 1;

    /// <summary>Only so many of the likeliest tokens may be drawn; 0 for all.</summary>
    public int TopK { get; init; }

    /// <summary>Only the likeliest tokens whose probabilities together reach this may be drawn, from 0 to 1; the likeliest one always may.</summary>
    public float TopP { get; init; } = 1;

    /// <summary>What is taken from a token's logit once it is in the answer.</summary>
    public float PresencePenalty { get; init; }

    /// <summary>What is taken from a token's logit for each time it is in the answer.</summary>
    public float FrequencyPenalty { get; init; }

    /// <summary>What the draws depend on: the same seed, prompt and options give the same tokens.</summary>
    public long Seed { get; init; }

    /// <summary>How many of the likeliest tokens are told with their log probabilities; null for none, and none of the drawn token either.</summary>
    public int? LogProbabilities { get; init; }

    /// <summary>The tokens that are never drawn, each within the vocabulary; log probabilities tell of them all the same.</summary>
    public IReadOnlyList<int> Suppressed { get; init; } = [];

    internal void Validate()
    {
        ThrowUnless(float.IsFinite(Temperature) && Temperature >= 0, nameof(Temperature), Temperature);
        ThrowUnless(TopK >= 0, nameof(TopK), TopK);
        ThrowUnless(TopP is >= 0 and <= 1, nameof(TopP), TopP);
        ThrowUnless(float.IsFinite(PresencePenalty), nameof(PresencePenalty), PresencePenalty);
        ThrowUnless(float.IsFinite(FrequencyPenalty), nameof(FrequencyPenalty), FrequencyPenalty);
        ThrowUnless(LogProbabilities is null or >= 0, nameof(LogProbabilities), LogProbabilities);
    }

    private static void ThrowUnless(bool isValid, string name, object? value)
    {
        if (!isValid)
        {
            throw new ArgumentOutOfRangeException(name, value, "The value is outside of its range.");
        }
    }
}
