namespace Castor.Inference.Models.Laurel;

/// <summary>The weights of a layer's low-rank branch.</summary>
internal sealed unsafe class LaurelWeights
{
    /// <summary>From the layer's input to the rank.</summary>
    public required Linear Left { get; init; }

    /// <summary>From the rank back.</summary>
    public required Linear Right { get; init; }

    /// <summary>The norm of what comes back.</summary>
    public required float* Norm { get; init; }
}
