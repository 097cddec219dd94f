namespace Castor.Cli.Migrate;

/// <summary>A file is no prompt.</summary>
/// <param name="place">The key that is wrong, such as <c>chunkedPrompt</c>; empty for the whole.</param>
/// <param name="reason">What is wrong with it.</param>
internal sealed class PromptFileException(string place, string reason) : Exception(reason)
{
    /// <summary>Where the mistake is, such as <c>chunkedPrompt.chunks[2].role</c>.</summary>
    public string Place { get; } = place;
}
