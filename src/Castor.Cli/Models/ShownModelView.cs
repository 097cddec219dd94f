namespace Castor.Cli.Models;

/// <summary>A model as <c>castor models show --json</c> shows it.</summary>
internal sealed record ShownModelView
{
    public required string Name { get; init; }

    public required IReadOnlyList<string> Files { get; init; }

    public required long Size { get; init; }

    public string? Url { get; init; }

    public string? Commit { get; init; }

    public string? Sha256 { get; init; }

    public bool? Checked { get; init; }

    public string? PulledTime { get; init; }

    public string? Title { get; init; }

    public required string Architecture { get; init; }

    public required long Parameters { get; init; }

    /// <summary>The experts, and the parameters that a token goes through; null for models without any.</summary>
    public ExpertsView? Experts { get; init; }

    public required string Quantization { get; init; }

    public required IReadOnlyList<TypeShare> Types { get; init; }

    public int? ContextLength { get; init; }

    public required int Vocabulary { get; init; }

    public string? Licence { get; init; }

    public string? ChatFormat { get; init; }

    public required MemoryView Memory { get; init; }

    /// <summary>Why this build cannot run it; null where it can.</summary>
    public string? Refusal { get; init; }

    /// <summary>How many experts a layer has, how many of them a token goes through, and the parameters that those and the rest of the model have together.</summary>
    internal sealed record ExpertsView(int Count, int Used, long ActiveParameters);

    /// <summary>The memory that the model will need, in bytes; nulls where this build does not know the architecture.</summary>
    internal sealed record MemoryView(int Context, long Weights, long? KeysAndValues, long? Total);
}
