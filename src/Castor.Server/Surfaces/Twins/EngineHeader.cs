namespace Castor.Server.Surfaces.Twins;

/// <summary>The header that tells what really answered.</summary>
internal static class EngineHeader
{
    public const string Name = "x-castor-engine";
}
