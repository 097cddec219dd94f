using Castor.Protocol;

namespace Castor.Engines.Catalog;

/// <summary>A model of the catalogue: what clients see of it, what it can do, and what answers for it.</summary>
public sealed record ModelEntry
{
    /// <summary>The engine of models that name none.</summary>
    public const string DefaultEngine = "emulator";

    /// <summary>The model as <c>models.get</c> shows it.</summary>
    public required Model Model
    {
        get;
        init
        {
            field = value;
            Id = value.Name!["models/".Length..];
        }
    }

    /// <summary>What the model can do beyond what the wire tells.</summary>
    public required ModelTraits Traits { get; init; }

    /// <summary>The name of the engine that answers.</summary>
    public string Engine { get; init; } = DefaultEngine;

    /// <summary>The model that really answers where this one is an alias for it; told in <c>modelVersion</c>.</summary>
    public string? AnsweredBy { get; init; }

    /// <summary>The weights that the local engine answers with: a name or path as <c>castor models show</c> takes it; null for those of the model's own name.</summary>
    public string? Weights { get; init; }

    /// <summary>The id without <c>models/</c>.</summary>
    public string Id { get; private init; } = "";

    /// <summary>What an answer tells in <c>modelVersion</c>: the model that really answers.</summary>
    public string ModelVersion => AnsweredBy ?? Id;

    /// <summary>Whether the model has the method, such as <c>generateContent</c>.</summary>
    /// <remarks>The published list leaves out the methods that go with another: streaming with generating, batches with embedding.</remarks>
    public bool Supports(string method) => method switch
    {
        "streamGenerateContent" => Lists("generateContent"),
        "batchEmbedContents" => Lists("embedContent"),
        _ => Lists(method),
    };

    private bool Lists(string method) => Model.SupportedGenerationMethods?.Contains(method) ?? false;
}
