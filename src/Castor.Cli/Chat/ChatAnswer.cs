using System.Globalization;
using Castor.Inference.Scheduling;
using Castor.Protocol;

namespace Castor.Cli.Chat;

/// <summary>What came of a message.</summary>
internal sealed record ChatAnswer
{
    // The speed of a handful is chance.
    private const int FewestForSpeed = 8;

    /// <summary>What the model said, without its thoughts.</summary>
    public required string Text { get; init; }

    /// <summary>Why there is no answer, or no whole one; null where there is.</summary>
    public string? Failure { get; init; }

    /// <summary>Whether the answer ended because it was long enough.</summary>
    public bool IsCut { get; init; }

    /// <summary>Whether somebody stopped it.</summary>
    public bool IsStopped { get; init; }

    /// <summary>The counts of tokens; null where nothing came.</summary>
    public UsageMetadata? Usage { get; init; }

    /// <summary>The time until the first piece came.</summary>
    public TimeSpan First { get; init; }

    /// <summary>
    /// Where the time went, as the engine measured it: the pieces of a fast model lie ready before they are read, so that the time between them tells nothing.
    /// </summary>
    public GenerationTimings Timings { get; init; }

    /// <summary>Such as <c>120 tokens, 45.1 a second; the first after 0.21 s, prompt of 34 (20 known)</c>.</summary>
    public string Describe()
    {
        int tokens = CountOf(Usage);
        int rest = tokens - 1;
        string speed = rest >= FewestForSpeed && Timings.Generation > TimeSpan.Zero
            ? string.Create(CultureInfo.InvariantCulture, $", {rest / Timings.Generation.TotalSeconds:0.0} a second")
            : "";
        string known = Usage?.CachedContentTokenCount is > 0 and { } cached ? $" ({cached} known)" : "";
        string end = IsStopped ? "; stopped" : IsCut ? "; cut at the limit" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{tokens} tokens{speed}; the first after {First.TotalSeconds:0.00} s, prompt of {Usage?.PromptTokenCount ?? 0}{known}{end}");
    }

    /// <summary>The tokens that were generated.</summary>
    public static int CountOf(UsageMetadata? usage) => (usage?.CandidatesTokenCount ?? 0) + (usage?.ThoughtsTokenCount ?? 0);
}
