namespace Castor.Protocol.ApiKeys;

/// <summary>
/// An operation on a key; the type of its response, which is always a key, is told beside it. <see href="https://cloud.google.com/api-keys/docs/reference/rest/Shared.Types/Operation"/>
/// </summary>
public sealed record KeyOperation : WireMessage
{
    /// <summary>The name, <c>operations/{operation}</c>.</summary>
    public string? Name { get; init; }

    /// <summary>Whether it is done.</summary>
    public bool? Done { get; init; }

    /// <summary>The key after it.</summary>
    public ApiKeyResource? Response { get; init; }
}
