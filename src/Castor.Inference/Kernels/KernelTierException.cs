namespace Castor.Inference.Kernels;

/// <summary>A tier of instructions that does not exist, or that this machine cannot run. The message names those that it can.</summary>
public sealed class KernelTierException : Exception
{
    /// <summary>An exception with a general message.</summary>
    public KernelTierException()
        : base("There are no such kernels on this machine.")
    {
    }

    /// <summary>An exception with a message.</summary>
    public KernelTierException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with a message and what caused it.</summary>
    public KernelTierException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
