namespace Castor.Cli.Chat;

/// <summary>How the model is asked.</summary>
internal sealed record ChatSettings
{
    /// <summary>What it is told before all else; null for nothing.</summary>
    public string? System { get; init; }

    /// <summary>Whether it thinks aloud before it answers.</summary>
    public bool Thinks { get; init; }

    /// <summary>The temperature; null for the model's own.</summary>
    public float? Temperature { get; init; }

    /// <summary>The seed; null for another one each time.</summary>
    public int? Seed { get; init; }

    /// <summary>The most tokens of one answer; null for the model's own limit.</summary>
    public int? MaxTokens { get; init; }
}
