namespace Castor.Protocol.Vertex;

/// <summary>What a prediction is billed as.</summary>
public sealed record PredictMetadata : WireMessage
{
    /// <summary>The characters of all instances, white space left out.</summary>
    public int? BillableCharacterCount { get; init; }
}
