namespace Castor.Cli.Models.Download;

/// <summary>The line broke or the server is overloaded; another try can help. The message is what happened, without a full stop.</summary>
/// <param name="message">What happened.</param>
/// <param name="inner">The cause.</param>
internal sealed class CutException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>How long the server asks to wait; null where it does not say.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
