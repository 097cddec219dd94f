namespace Castor.Protocol;

/// <summary>What running code gave. <see href="https://ai.google.dev/api/caching#CodeExecutionResult"/></summary>
public sealed record CodeExecutionResult : WireMessage
{
    /// <summary>How the run ended.</summary>
    public CodeExecutionOutcome? Outcome { get; init; }

    /// <summary>Standard output, or the error.</summary>
    public string? Output { get; init; }

    /// <summary>The id of the code that ran.</summary>
    public string? Id { get; init; }
}
