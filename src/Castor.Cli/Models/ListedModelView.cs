namespace Castor.Cli.Models;

/// <summary>A model as <c>castor models list --json</c> shows it.</summary>
/// <param name="Name">The name that means it alone.</param>
/// <param name="ShortName">What people call it.</param>
/// <param name="Path">The file, or the first of a split set.</param>
/// <param name="Size">The bytes of all files.</param>
/// <param name="Quantization">The mix of quantisations; null where the file cannot be read.</param>
/// <param name="Architecture">The family of models; null where the file cannot be read.</param>
/// <param name="PulledTime">When it was pulled, or else when the file was written last.</param>
/// <param name="Bundled">Whether it came with Castor.</param>
/// <param name="Damage">Why the file cannot be read; null where it can.</param>
internal sealed record ListedModelView(
    string Name,
    string ShortName,
    string Path,
    long Size,
    string? Quantization,
    string? Architecture,
    string PulledTime,
    bool Bundled,
    string? Damage);
