namespace Castor.Protocol.OpenAi;

/// <summary>A request for images. Google takes these parameters and leaves others aside. <see href="https://platform.openai.com/docs/api-reference/images/create"/></summary>
public sealed record ImagesRequest : WireMessage
{
    /// <summary>The model, one that draws.</summary>
    public string? Model { get; init; }

    /// <summary>What to draw.</summary>
    public string? Prompt { get; init; }

    /// <summary>How many images; 1 when absent.</summary>
    public int? N { get; init; }

    /// <summary>Width and height in pixels, as <c>1024x1024</c>; the nearest shape of the model is drawn.</summary>
    public string? Size { get; init; }

    /// <summary><c>b64_json</c>; there are no URLs.</summary>
    public string? ResponseFormat { get; init; }
}
