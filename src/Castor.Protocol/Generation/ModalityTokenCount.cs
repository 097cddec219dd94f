namespace Castor.Protocol;

/// <summary>Tokens of one modality. <see href="https://ai.google.dev/api/generate-content#ModalityTokenCount"/></summary>
public sealed record ModalityTokenCount : WireMessage
{
    /// <summary>The modality.</summary>
    public Modality? Modality { get; init; }

    /// <summary>The tokens.</summary>
    public int? TokenCount { get; init; }
}
