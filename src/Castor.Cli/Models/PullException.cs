namespace Castor.Cli.Models;

/// <summary>A pull that could not be done; the message tells the operator what happened, what is kept and what helps.</summary>
internal sealed class PullException : Exception
{
    public PullException(string message)
        : base(message)
    {
    }

    public PullException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>Whether the command has to be called in another way.</summary>
    public bool IsMisuse { get; init; }
}
