namespace Castor.Protocol.Json;

/// <summary>Marks properties that requests must not have.</summary>
internal interface IRefusedConverter;
