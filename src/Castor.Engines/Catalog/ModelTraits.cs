using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>What a model can do beyond what the wire tells of it: the <c>castor</c> object of a catalogue entry.</summary>
/// <remarks>Setters, not init: generated JSON metadata passes init-only properties as constructor arguments and so resets their defaults.</remarks>
public sealed record ModelTraits
{
    /// <summary>The family, such as <c>gemini-2.5</c>.</summary>
    public string Family { get; set; } = "";

    /// <summary>Other names of the model.</summary>
    public IReadOnlyList<string> Aliases { get; set; } = [];

    /// <summary>The modalities that a prompt may have.</summary>
    public IReadOnlyList<Modality> Input { get; set; } = [Modality.Text];

    /// <summary>The modalities that an answer may have.</summary>
    public IReadOnlyList<Modality> Output { get; set; } = [Modality.Text];

    /// <summary>How the model thinks.</summary>
    public ThinkingTraits Thinking { get; set; } = new();

    /// <summary>Whether the model calls functions.</summary>
    public bool FunctionCalling { get; set; }

    /// <summary>Whether the model answers in JSON on demand.</summary>
    public bool JsonMode { get; set; }

    /// <summary>Whether the model takes a system instruction.</summary>
    public bool SystemInstruction { get; set; }

    /// <summary>Whether the model can run code.</summary>
    public bool CodeExecution { get; set; }

    /// <summary>Whether the model can search.</summary>
    public bool Search { get; set; }

    /// <summary>Whether the model can read URLs.</summary>
    public bool UrlContext { get; set; }

    /// <summary>Whether the model can ground with maps.</summary>
    public bool Maps { get; set; }

    /// <summary>Whether log probabilities can be asked for.</summary>
    public bool Logprobs { get; set; }

    /// <summary>Whether the model takes presence and frequency penalties.</summary>
    public bool Penalties { get; set; }

    /// <summary>The most candidates of one answer.</summary>
    public int MaxCandidates { get; set; } = 1;

    /// <summary>Whether a function call sent back must carry its thought signature.</summary>
    public bool RequiresThoughtSignature { get; set; }

    /// <summary>The image sizes that can be asked for, such as <c>2K</c>.</summary>
    public IReadOnlyList<string> ImageSizes { get; set; } = [];

    /// <summary>Whether the model speaks with the prebuilt voices.</summary>
    public bool Voices { get; set; }

    /// <summary>The lengths of embeddings; null for a model that does not embed.</summary>
    public EmbeddingTraits? EmbeddingDimensions { get; set; }
}
