using Castor.Inference.Gguf;
using Castor.Inference.Models.Experts;

namespace Castor.Inference.Models;

/// <summary>The numbers of a model, as its file states them.</summary>
public sealed record ModelConfig
{
    /// <summary>The file's <c>general.architecture</c>.</summary>
    public required string Architecture { get; init; }

    /// <summary>The most positions that the model was made for.</summary>
    public required int ContextLength { get; init; }

    /// <summary>The width of the residual stream.</summary>
    public required int EmbeddingLength { get; init; }

    /// <summary>Tokens of the vocabulary.</summary>
    public required int VocabularySize { get; init; }

    /// <summary>What keeps a norm from dividing by zero.</summary>
    public required float RmsEpsilon { get; init; }

    /// <summary>Logits are held between minus and plus this by tanh; 0 for not at all.</summary>
    public float FinalSoftCap { get; init; }

    /// <summary>The width of each layer's own embedding of the token (Gemma 3n, Gemma 4 E2B and E4B); 0 for none.</summary>
    public int PerLayerEmbeddingLength { get; init; }

    /// <summary>The residual streams of AltUp (Gemma 3n); 0 where there is one stream and no AltUp.</summary>
    public int AltUpStreamCount { get; init; }

    /// <summary>The inner width of each layer's LAuReL branch (Gemma 3n); 0 for none.</summary>
    public int LaurelRank { get; init; }

    /// <summary>The experts (Gemma 4 26B-A4B); null for none.</summary>
    public ExpertConfig? Experts { get; init; }

    /// <summary>Whether a position attends to earlier ones only; embedding models attend both ways.</summary>
    public bool IsCausal { get; init; } = true;

    /// <summary>The layers, from the first.</summary>
    public required IReadOnlyList<LayerConfig> Layers { get; init; }

    /// <summary>Reads the numbers of a file without loading its weights.</summary>
    /// <exception cref="GgufException">The architecture is unknown, or a number is missing or makes no sense.</exception>
    public static ModelConfig Read(GgufFile file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return Architectures.Architecture.Of(file).Config;
    }
}
