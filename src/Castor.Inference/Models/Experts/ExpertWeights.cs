namespace Castor.Inference.Models.Experts;

/// <summary>The weights of a layer's experts; the norms are F32 vectors in the model's memory.</summary>
internal sealed unsafe class ExpertWeights
{
    /// <summary>What the router's input is multiplied by after its norm.</summary>
    public required float* RouterScale { get; init; }

    /// <summary>From the residual stream to a logit for each expert.</summary>
    public required Linear Router { get; init; }

    /// <summary>The norm before the experts.</summary>
    public required float* Norm { get; init; }

    /// <summary>The norm of what the experts give together.</summary>
    public required float* PostNorm { get; init; }

    /// <summary>The norm of what the feed-forward block gives that all tokens go through.</summary>
    public required float* PostSharedNorm { get; init; }

    /// <summary>Gate and up of each expert in one product.</summary>
    public required Linear[] GateUp { get; init; }

    /// <summary>From each expert's inner width back.</summary>
    public required Linear[] Down { get; init; }

    /// <summary>What each expert's output is multiplied by; null for ones.</summary>
    public required float* Scale { get; init; }
}
