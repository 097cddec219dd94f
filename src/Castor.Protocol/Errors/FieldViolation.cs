namespace Castor.Protocol;

/// <summary>One field that is wrong. <see href="https://github.com/googleapis/googleapis/blob/master/google/rpc/error_details.proto"/></summary>
public sealed record FieldViolation : WireMessage
{
    /// <summary>The path of the field; absent at the root.</summary>
    public string? Field { get; init; }

    /// <summary>What is wrong with it.</summary>
    public string? Description { get; init; }
}
