namespace Castor.Inference.Models.AltUp;

/// <summary>From one stream to several and back.</summary>
internal sealed class AltUpWeights
{
    /// <summary>From a token's embedding to all streams but the first, in one product.</summary>
    public required Linear Projection { get; init; }

    /// <summary>From each stream but the first back to what the head takes.</summary>
    public required IReadOnlyList<Linear> Unembedding { get; init; }
}
