namespace Castor.Inference.Scheduling;

/// <summary>Why an answer ended.</summary>
public enum StopReason
{
    /// <summary>It goes on.</summary>
    None,

    /// <summary>Its last token is one that ends answers.</summary>
    EndToken,

    /// <summary>It has the most tokens that were asked for.</summary>
    MaxTokens,

    /// <summary>Prompt and answer fill the context.</summary>
    ContextFull,
}
