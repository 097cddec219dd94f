namespace Castor.Protocol.OpenAi;

/// <summary>An image by URL. <see href="https://platform.openai.com/docs/api-reference/chat/create"/></summary>
public sealed record ChatImageUrl : WireMessage
{
    /// <summary>A <c>data:</c> URI that holds the image.</summary>
    public string? Url { get; init; }

    /// <summary>How closely to look: <c>auto</c>, <c>low</c> or <c>high</c>.</summary>
    public string? Detail { get; init; }
}
