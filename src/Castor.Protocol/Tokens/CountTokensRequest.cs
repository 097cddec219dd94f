namespace Castor.Protocol;

/// <summary>A request to count tokens, in one of two forms. <see href="https://ai.google.dev/api/tokens#request-body"/></summary>
public sealed record CountTokensRequest : WireMessage
{
    /// <summary>The model as <c>models/{model}</c>; the path's counts.</summary>
    public string? Model { get; init; }

    /// <summary>The turns to count; excludes <c>generateContentRequest</c>.</summary>
    public IReadOnlyList<Content>? Contents { get; init; }

    /// <summary>The whole request to count.</summary>
    public GenerateContentRequest? GenerateContentRequest { get; init; }
}
