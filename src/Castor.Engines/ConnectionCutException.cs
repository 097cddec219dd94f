namespace Castor.Engines;

/// <summary>Tells the door to cut the connection as it stands, without an error body.</summary>
public sealed class ConnectionCutException() : Exception("The connection is cut on purpose.");
