namespace Castor.Protocol.Vertex;

/// <summary>The tokens of texts. <see href="https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/compute-tokens"/></summary>
public sealed record ComputeTokensResponse : WireMessage
{
    /// <summary>One entry a content or instance.</summary>
    public IReadOnlyList<TokensInfo>? TokensInfo { get; init; }
}
