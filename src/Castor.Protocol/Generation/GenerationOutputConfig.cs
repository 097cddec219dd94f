namespace Castor.Protocol;

/// <summary>Where generated media is written (Vertex AI).</summary>
public sealed record GenerationOutputConfig : WireMessage
{
    /// <summary>A <c>gs://</c> prefix.</summary>
    public string? OutputUriPrefix { get; init; }
}
