namespace Castor.Protocol;

/// <summary>Code that the model wrote to be run. <see href="https://ai.google.dev/api/caching#ExecutableCode"/></summary>
public sealed record ExecutableCode : WireMessage
{
    /// <summary>The programming language.</summary>
    public CodeLanguage? Language { get; init; }

    /// <summary>The source text.</summary>
    public string? Code { get; init; }

    /// <summary>The id that the matching result repeats.</summary>
    public string? Id { get; init; }
}
