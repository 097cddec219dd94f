namespace Castor.Inference.Residency;

/// <summary>A model cannot be loaded within the memory that models may take.</summary>
public sealed class ModelMemoryException : Exception
{
    internal ModelMemoryException(string key, long neededBytes, long usedBytes, long budgetBytes, TimeSpan? retryAfter = null)
        : base(usedBytes == 0
            ? $"'{key}' needs {neededBytes} bytes; models may take {budgetBytes}."
            : $"'{key}' needs {neededBytes} bytes; of the {budgetBytes} that models may take, {usedBytes} are in use.")
    {
        IsTemporary = neededBytes <= budgetBytes;
        RetryAfter = retryAfter;
    }

    /// <summary>Whether it could be loaded when the models in use are not.</summary>
    public bool IsTemporary { get; }

    /// <summary>When so many of the models in use are expected to be out of use that it could; null where nobody knows.</summary>
    public TimeSpan? RetryAfter { get; }
}
