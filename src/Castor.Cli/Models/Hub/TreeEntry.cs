namespace Castor.Cli.Models.Hub;

/// <summary>An entry of <c>GET /api/models/REPO/tree/REVISION</c>.</summary>
internal sealed record TreeEntry
{
    /// <summary><c>file</c> or <c>directory</c>.</summary>
    public string? Type { get; init; }

    /// <summary>The path from the root of the repository.</summary>
    public string? Path { get; init; }

    /// <summary>The length in bytes.</summary>
    public long Size { get; init; }

    /// <summary>What is known of a file that is kept outside git, as weights are.</summary>
    public LargeFile? Lfs { get; init; }

    /// <summary>A file in the store of large files.</summary>
    internal sealed record LargeFile
    {
        /// <summary>The SHA-256 of the bytes.</summary>
        public string? Oid { get; init; }

        /// <summary>The length in bytes.</summary>
        public long Size { get; init; }
    }
}
