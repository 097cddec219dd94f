namespace Castor.Cli.Models.Download;

/// <summary>What is kept beside a partial file, so that a later run can go on.</summary>
internal sealed record DownloadState
{
    /// <summary>The form that this build writes; another one is not read.</summary>
    public const int CurrentVersion = 1;

    public required int Version { get; init; }

    /// <summary>The URL that was asked for.</summary>
    public required string Url { get; init; }

    /// <summary>What tells these bytes from others that the URL may give later: the SHA-256, or the entity tag.</summary>
    public required string Identity { get; init; }

    /// <summary>The length of the whole file.</summary>
    public required long Size { get; init; }

    /// <summary>The length of all chunks but the last.</summary>
    public required long ChunkSize { get; init; }

    /// <summary>The chunks that something is there of.</summary>
    public required IReadOnlyList<ChunkState> Chunks { get; init; }
}
