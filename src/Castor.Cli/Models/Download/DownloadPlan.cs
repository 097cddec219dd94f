using Castor.Cli.Models.Hub;

namespace Castor.Cli.Models.Download;

/// <summary>One file to pull.</summary>
internal sealed record DownloadPlan
{
    /// <summary>What the file is called for people.</summary>
    public required string Name { get; init; }

    /// <summary>Where to ask for it.</summary>
    public required Uri Address { get; init; }

    /// <summary>Where it goes.</summary>
    public required string Target { get; init; }

    /// <summary>The length that it has to have; null where it is not known yet.</summary>
    public long? Size { get; init; }

    /// <summary>The SHA-256 that it has to have; null where it is not known yet.</summary>
    public string? Sha256 { get; init; }

    /// <summary>How many bytes are to follow in other files of the same set.</summary>
    public long Following { get; init; }

    /// <summary>The repository that it belongs to; null for a plain URL.</summary>
    public string? Repository { get; init; }

    /// <summary>Its path in the repository; null for a plain URL.</summary>
    public string? File { get; init; }

    /// <summary>What to tell of an answer that is no success.</summary>
    public required Func<HubAnswer, PullException> Refusal { get; init; }
}
