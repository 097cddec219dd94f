namespace Castor.Engines.Local.Weights;

/// <summary>Weights that lie on this machine.</summary>
public sealed record LocalModel
{
    /// <summary>The name that means this model alone: <c>OWNER/NAME</c>, with <c>:QUANT</c> where there are several of one repository.</summary>
    public required string Name { get; init; }

    /// <summary>What people call it, such as <c>gemma-3-1b-it</c>; several models can share it.</summary>
    public required string ShortName { get; init; }

    /// <summary>The file, or the first of a split set.</summary>
    public required string Path { get; init; }

    /// <summary>All files of the model, in order; one, unless it is split.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>The length of all files, in bytes.</summary>
    public required long Size { get; init; }

    /// <summary>When it was pulled, or else when the file was written last.</summary>
    public required DateTimeOffset Time { get; init; }

    /// <summary>Where it came from; null where it was not pulled.</summary>
    public PullRecord? Record { get; init; }

    /// <summary>Whether it came with Castor, and so cannot be removed.</summary>
    public bool IsBundled { get; init; }

    /// <summary>The repository or the folder that the model belongs to.</summary>
    internal string Group { get; init; } = "";

    /// <summary>The file's path below the folder of models, with '/' between segments.</summary>
    internal string RelativePath { get; init; } = "";
}
