using System.Runtime.CompilerServices;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>How answers of a model look on the wire, as far as the recordings show families to differ.</summary>
internal sealed class ModelProfile
{
    private static readonly ConditionalWeakTable<ModelEntry, ModelProfile> s_profiles = [];

    private ModelProfile(ModelEntry model)
    {
        Id = model.Id;
        Version = model.AnsweredBy ?? model.Id;
        Family = model.Traits.Family;
        IsSecondGeneration = Family == "gemini-2.0";
        TellsServiceTier = Family.StartsWith("gemini-3", StringComparison.Ordinal);
        SignsAnswers = model.Traits.RequiresThoughtSignature;
        AnswersInImages = Has(model.Traits.Output, Modality.Image);
        AnswersInSpeechOnly = Has(model.Traits.Output, Modality.Audio) && !Has(model.Traits.Output, Modality.Text);
        TokenLimit = model.Model.OutputTokenLimit is > 0 and int limit ? limit : int.MaxValue;
    }

    /// <summary>The name of the model.</summary>
    public string Id { get; }

    /// <summary>What <c>modelVersion</c> tells.</summary>
    public string Version { get; }

    /// <summary>The family, which thought signatures are bound to.</summary>
    public string Family { get; }

    /// <summary>
    /// Whether the model is of the 2.0 family, which leaves out an <c>index</c> of 0, counts a stream's candidates only in its last
    /// chunk and by modality, and tells <c>avgLogprobs</c> of unary answers.
    /// </summary>
    public bool IsSecondGeneration { get; }

    /// <summary>Whether usage tells the service tier, as recorded of 3.x models.</summary>
    public bool TellsServiceTier { get; }

    /// <summary>Whether the last part of a text carries a thought signature, as with Gemini 3.</summary>
    public bool SignsAnswers { get; }

    /// <summary>Whether the model draws.</summary>
    public bool AnswersInImages { get; }

    /// <summary>Whether the model only speaks.</summary>
    public bool AnswersInSpeechOnly { get; }

    /// <summary>The most tokens that the model gives.</summary>
    public int TokenLimit { get; }

    /// <summary>The profile of a model.</summary>
    public static ModelProfile Of(ModelEntry model) => s_profiles.GetValue(model, static m => new ModelProfile(m));

    private static bool Has(IReadOnlyList<Modality> modalities, Modality modality) => modalities.Contains(modality);
}
