using System.Text.Json.Serialization;
using Castor.Protocol.Json;

namespace Castor.Protocol;

/// <summary>The model's answer, or one chunk of it. <see href="https://ai.google.dev/api/generate-content#GenerateContentResponse"/></summary>
public sealed record GenerateContentResponse : WireMessage
{
    /// <summary>The candidate answers.</summary>
    public IReadOnlyList<Candidate>? Candidates { get; init; }

    /// <summary>What the filters said of the prompt.</summary>
    public PromptFeedback? PromptFeedback { get; init; }

    /// <summary>The tokens used so far.</summary>
    public UsageMetadata? UsageMetadata { get; init; }

    /// <summary>The model version that answered.</summary>
    public string? ModelVersion { get; init; }

    /// <summary>The id of the answer, the same in every chunk.</summary>
    public string? ResponseId { get; init; }

    /// <summary>The stage of life of the model.</summary>
    public ModelStatus? ModelStatus { get; init; }

    /// <summary>When the request was taken (Vertex AI).</summary>
    public ProtoTimestamp? CreateTime { get; init; }

    /// <summary>Internal token of some recorded answers.</summary>
    public string? TurnToken { get; init; }

    /// <summary>
    /// The chunk's JSON as an upstream sent it, or as a scenario wants it, to be written unchanged; not a field of the wire.
    /// </summary>
    [JsonIgnore]
    public ReadOnlyMemory<byte>? RawJson { get; init; }
}
