namespace Castor.Protocol;

/// <summary>One source of a grounded answer. <see href="https://ai.google.dev/api/generate-content#GroundingChunk"/></summary>
public sealed record GroundingChunk : WireMessage
{
    /// <summary>A web page.</summary>
    public WebChunk? Web { get; init; }

    /// <summary>An image of a web page.</summary>
    public ImageChunk? Image { get; init; }

    /// <summary>A document of a store.</summary>
    public RetrievedContextChunk? RetrievedContext { get; init; }

    /// <summary>A place.</summary>
    public MapsChunk? Maps { get; init; }
}
