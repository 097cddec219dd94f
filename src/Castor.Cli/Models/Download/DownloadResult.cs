using Castor.Engines.Local.Weights;

namespace Castor.Cli.Models.Download;

/// <summary>A file in its place.</summary>
/// <param name="Path">Where it is.</param>
/// <param name="Record">Where it came from.</param>
/// <param name="WasHere">Whether it was there before.</param>
internal sealed record DownloadResult(string Path, PullRecord Record, bool WasHere);
