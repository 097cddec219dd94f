namespace Castor.Protocol;

/// <summary>Lets the model drive a screen. <see href="https://ai.google.dev/api/caching#ComputerUse"/></summary>
public sealed record ComputerUse : WireMessage
{
    /// <summary>What is driven.</summary>
    public ComputerEnvironment? Environment { get; init; }

    /// <summary>Predefined functions that the model must not call.</summary>
    public IReadOnlyList<string>? ExcludedPredefinedFunctions { get; init; }

    /// <summary>Safety policies that are off.</summary>
    public IReadOnlyList<SafetyPolicy>? DisabledSafetyPolicies { get; init; }

    /// <summary>Whether screens are searched for planted instructions.</summary>
    public bool? EnablePromptInjectionDetection { get; init; }
}
