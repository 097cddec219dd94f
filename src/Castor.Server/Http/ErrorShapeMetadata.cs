namespace Castor.Server.Http;

/// <summary>Says how an endpoint tells of failures.</summary>
internal sealed record ErrorShapeMetadata(ErrorShape Shape)
{
    public static readonly ErrorShapeMetadata Stream = new(ErrorShape.Stream);
    public static readonly ErrorShapeMetadata Interactions = new(ErrorShape.Interactions);
    public static readonly ErrorShapeMetadata Array = new(ErrorShape.Array);
}
