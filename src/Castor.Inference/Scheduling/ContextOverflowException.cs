namespace Castor.Inference.Scheduling;

/// <summary>A prompt is longer than the context.</summary>
public sealed class ContextOverflowException : Exception
{
    internal ContextOverflowException(int promptTokenCount, int contextLength)
        : base($"The prompt has {promptTokenCount} tokens; the context has room for {contextLength}.")
    {
        PromptTokenCount = promptTokenCount;
        ContextLength = contextLength;
    }

    /// <summary>The prompt's tokens.</summary>
    public int PromptTokenCount { get; }

    /// <summary>The most that are possible.</summary>
    public int ContextLength { get; }
}
