namespace Castor.Inference.Sampling;

/// <summary>What an answer may be, asked token by token by the thread that owns the model. One answer has one constraint of its own.</summary>
public abstract class TokenConstraint
{
    /// <summary>
    /// The tokens that may come next: bit <c>t % 64</c> of word <c>t / 64</c> stands for token <c>t</c>, and tokens beyond the last word are not allowed.
    /// Empty where every token may come. Valid until <see cref="Accept"/>.
    /// </summary>
    /// <remarks>At least one bit of the vocabulary is set; an answer that may only end allows an end token.</remarks>
    public abstract ReadOnlySpan<ulong> Allowed { get; }

    /// <summary>Takes the token that was drawn; it was allowed.</summary>
    public abstract void Accept(int token);

    /// <summary>
    /// The tokens that come next whatever the model says. They need not be drawn: each is given to <see cref="Accept"/> and is part of the answer. Valid until the
    /// first of these calls has another token. Empty where the model has a choice.
    /// </summary>
    public virtual ReadOnlySpan<int> Forced() => [];
}
