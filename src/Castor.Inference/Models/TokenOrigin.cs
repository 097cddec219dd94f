namespace Castor.Inference.Models;

/// <summary>Where a token comes from. Some tiers of instructions compute many tokens of prompts in another way than the few of answers.</summary>
public enum TokenOrigin
{
    /// <summary>It was given.</summary>
    Prompt,

    /// <summary>The model drew it.</summary>
    Answer,
}
