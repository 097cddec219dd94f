namespace Castor.Protocol;

/// <summary>A message without fields. <see href="https://ai.google.dev/api/caching#Tool"/></summary>
public sealed record EmptyMessage : WireMessage;
