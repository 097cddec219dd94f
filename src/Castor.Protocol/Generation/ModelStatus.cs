using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>The stage of life of a model. <see href="https://ai.google.dev/api/generate-content#ModelStatus"/></summary>
public sealed record ModelStatus : WireMessage
{
    /// <summary>The stage.</summary>
    public ModelStage? ModelStage { get; init; }

    /// <summary>When the model is retired.</summary>
    public ProtoTimestamp? RetirementTime { get; init; }

    /// <summary>What to do about it.</summary>
    public string? Message { get; init; }
}
