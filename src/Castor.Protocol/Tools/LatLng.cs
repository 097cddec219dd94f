namespace Castor.Protocol;

/// <summary>A place on Earth. <see href="https://ai.google.dev/api/caching#LatLng"/></summary>
public sealed record LatLng : WireMessage
{
    /// <summary>Degrees, -90 to 90.</summary>
    public double? Latitude { get; init; }

    /// <summary>Degrees, -180 to 180.</summary>
    public double? Longitude { get; init; }
}
