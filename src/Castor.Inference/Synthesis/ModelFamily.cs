namespace Castor.Inference.Synthesis;

/// <summary>A family of models that share a graph.</summary>
public enum ModelFamily
{
    /// <summary>Gemma 3's text models: <c>gemma3</c>.</summary>
    Gemma3,

    /// <summary>Gemma 3n's text models: <c>gemma3n</c>.</summary>
    Gemma3n,

    /// <summary>Gemma 4's text models, dense or with experts: <c>gemma4</c>.</summary>
    Gemma4,

    /// <summary>EmbeddingGemma: <c>gemma-embedding</c>.</summary>
    GemmaEmbedding,
}
