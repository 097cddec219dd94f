namespace Castor.Inference.Sampling;

/// <summary>Room that draws need and that all samplers of a thread share.</summary>
/// <param name="vocabularySize">Tokens of the vocabulary.</param>
internal sealed class SamplerScratch(int vocabularySize)
{
    private float[]? _weights;
    private float[]? _order;
    private float[]? _copy;

    /// <summary>The likeliest tokens.</summary>
    public TopTokens Top { get; } = new();

    /// <summary>A weight for each token.</summary>
    public Span<float> Weights => _weights ??= new float[vocabularySize];

    /// <summary>The weights in another order.</summary>
    public Span<float> Order => _order ??= new float[vocabularySize];

    /// <summary>Logits that several samplers draw from, since a draw changes them.</summary>
    public Span<float> Copy => _copy ??= new float[vocabularySize];
}
