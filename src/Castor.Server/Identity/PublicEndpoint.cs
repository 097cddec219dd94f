namespace Castor.Server.Identity;

/// <summary>Marks an endpoint that callers without a key may use; every other one is refused to them.</summary>
internal sealed class PublicEndpoint
{
    public static readonly PublicEndpoint Instance = new();

    private PublicEndpoint()
    {
    }
}
