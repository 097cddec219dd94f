namespace Castor.Protocol;

/// <summary>A link. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record HelpLink : WireMessage
{
    /// <summary>What the link is about.</summary>
    public string? Description { get; init; }

    /// <summary>The address.</summary>
    public string? Url { get; init; }
}
