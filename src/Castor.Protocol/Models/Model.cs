namespace Castor.Protocol;

/// <summary>A model and what it can do. <see href="https://ai.google.dev/api/models#Model"/></summary>
public sealed record Model : WireMessage
{
    /// <summary>The resource name, <c>models/{model}</c>.</summary>
    public string? Name { get; init; }

    /// <summary>The base model to pass to requests.</summary>
    public string? BaseModelId { get; init; }

    /// <summary>The version of the model.</summary>
    public string? Version { get; init; }

    /// <summary>A name for people.</summary>
    public string? DisplayName { get; init; }

    /// <summary>What the model is.</summary>
    public string? Description { get; init; }

    /// <summary>The most tokens of the prompt.</summary>
    public int? InputTokenLimit { get; init; }

    /// <summary>The most tokens of an answer.</summary>
    public int? OutputTokenLimit { get; init; }

    /// <summary>Methods, as <c>generateContent</c>.</summary>
    public IReadOnlyList<string>? SupportedGenerationMethods { get; init; }

    /// <summary>The default temperature.</summary>
    public float? Temperature { get; init; }

    /// <summary>The default of nucleus sampling.</summary>
    public float? TopP { get; init; }

    /// <summary>The default of top-k sampling.</summary>
    public int? TopK { get; init; }

    /// <summary>The highest temperature.</summary>
    public float? MaxTemperature { get; init; }

    /// <summary>Whether the model thinks.</summary>
    public bool? Thinking { get; init; }
}
