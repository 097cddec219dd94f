namespace Castor.Cli.Tests.Models;

/// <summary>A repository of <see cref="HubServer"/>.</summary>
internal sealed class HubRepository
{
    /// <summary>The files by path.</summary>
    public Dictionary<string, byte[]> Files { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether a licence has to be accepted first.</summary>
    public bool IsGated { get; init; }

    /// <summary>Whether only a token shows that it is there.</summary>
    public bool IsPrivate { get; init; }

    /// <summary>The sums that the hub tells; those of the files where none is set.</summary>
    public Dictionary<string, string> Sums { get; } = new(StringComparer.Ordinal);
}
