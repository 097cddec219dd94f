namespace Castor.Protocol;

/// <summary>Lets the model drive a screen. <see href="https://ai.google.dev/api/caching#ComputerUse"/></summary>
public sealed record ComputerUse : WireMessage
{
    /// <summary>What is driven.</summary>
    public ComputerEnvironment? Environment { get; init; }

    /// <summary>Predefined functions that the model must not call.</summary>
    public IReadOnlyList<string>? ExcludedPredefinedFunctions { get; init; }

    /// <summary>Safety policies that are off.</summary>
    public IReadOnlyList<string>? DisabledSafetyPolicies { get; init; }
}
