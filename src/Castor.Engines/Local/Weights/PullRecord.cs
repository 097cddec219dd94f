namespace Castor.Engines.Local.Weights;

/// <summary>Where a file of weights came from, kept beside it as <c>FILE.gguf.json</c>.</summary>
public sealed record PullRecord
{
    /// <summary>The repository, such as <c>google/gemma-3-1b-it-qat-q4_0-gguf</c>; null for a plain URL.</summary>
    public string? Repository { get; init; }

    /// <summary>The file's path in the repository; null for a plain URL.</summary>
    public string? File { get; init; }

    /// <summary>The URL that it was asked of.</summary>
    public required string Url { get; init; }

    /// <summary>The commit of the repository, where the hub told it.</summary>
    public string? Commit { get; init; }

    /// <summary>The length in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>The SHA-256 of the bytes, in lower-case hexadecimal digits.</summary>
    public required string Sha256 { get; init; }

    /// <summary>Whether the server told the same SHA-256.</summary>
    public required bool Checked { get; init; }

    /// <summary>The entity tag of the URL, where there was one.</summary>
    public string? ETag { get; init; }

    /// <summary>When the file was complete.</summary>
    public required DateTimeOffset PulledTime { get; init; }
}
