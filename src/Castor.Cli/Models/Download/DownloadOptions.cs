namespace Castor.Cli.Models.Download;

/// <summary>How files are pulled.</summary>
internal sealed record DownloadOptions
{
    /// <summary>How many connections pull parts of a file at once.</summary>
    public int Connections { get; init; } = 4;

    /// <summary>The clock that waits and times follow.</summary>
    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>How many bytes the disk of a folder has left; null where that cannot be told.</summary>
    public Func<string, long?> FreeSpace { get; init; } = DiskSpace.Free;
}
