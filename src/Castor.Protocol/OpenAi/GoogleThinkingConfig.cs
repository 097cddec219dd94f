namespace Castor.Protocol.OpenAi;

/// <summary>How the model thinks. <see href="https://ai.google.dev/gemini-api/docs/openai#thinking"/></summary>
public sealed record GoogleThinkingConfig : WireMessage
{
    /// <summary>Whether thoughts are part of the answer.</summary>
    public bool? IncludeThoughts { get; init; }

    /// <summary>The tokens that may be spent on thoughts.</summary>
    public int? ThinkingBudget { get; init; }

    /// <summary>How much to think, in small or capital letters.</summary>
    public string? ThinkingLevel { get; init; }
}
