namespace Castor.Protocol.ApiKeys;

/// <summary>Takes a key back; it has no fields. <see href="https://cloud.google.com/api-keys/docs/reference/rest/v2/projects.locations.keys/undelete"/></summary>
public sealed record UndeleteKeyRequest : WireMessage;
