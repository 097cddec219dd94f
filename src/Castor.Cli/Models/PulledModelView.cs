namespace Castor.Cli.Models;

/// <summary>What <c>castor models pull --json</c> tells.</summary>
internal sealed record PulledModelView(string Name, string Path, long Size, IReadOnlyList<PulledModelView.FileView> Files)
{
    /// <summary>One file of the model.</summary>
    internal sealed record FileView(string Path, long Size, string Sha256, bool Checked, bool WasHere);
}
