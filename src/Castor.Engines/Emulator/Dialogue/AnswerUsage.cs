using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Dialogue;

/// <summary>The running counts of an answer.</summary>
/// <param name="prompt">What the prompt costs.</param>
/// <param name="profile">How the model tells its counts.</param>
/// <param name="tier">The service tier that the call asks for.</param>
internal struct AnswerUsage(PromptUsage prompt, ModelProfile profile, ServiceTier? tier = null)
{
    private int _text;
    private int _image;
    private int _audio;

    /// <summary>Tokens of thoughts so far.</summary>
    public int Thoughts { get; set; }

    /// <summary>Tokens that tools of the service added to the prompt so far.</summary>
    public int ToolUse { get; set; }

    private readonly int Candidates => _text + _image + _audio;

    /// <summary>Counts tokens of a candidate.</summary>
    public void Add(int tokens, Modality modality)
    {
        if (modality == Modality.Image)
        {
            _image += tokens;
        }
        else if (modality == Modality.Audio)
        {
            _audio += tokens;
        }
        else
        {
            _text += tokens;
        }
    }

    /// <summary>The counts as a chunk tells them.</summary>
    public readonly UsageMetadata ToMetadata(bool isLast)
    {
        bool told = isLast || !profile.IsSecondGeneration;
        int candidates = told ? Candidates : 0;
        int total = prompt.Total + candidates + Thoughts + ToolUse;
        return new UsageMetadata
        {
            PromptTokenCount = prompt.Total > 0 ? prompt.Total : null,
            CandidatesTokenCount = candidates > 0 ? candidates : null,
            TotalTokenCount = total > 0 ? total : null,
            PromptTokensDetails = prompt.Total > 0 ? prompt.Details : null,
            CandidatesTokensDetails = told ? CandidatesDetails() : null,
            ToolUsePromptTokenCount = ToolUse > 0 ? ToolUse : null,
            ToolUsePromptTokensDetails = ToolUse > 0 ? PromptUsage.TextDetails(ToolUse) : null,
            ThoughtsTokenCount = Thoughts > 0 ? Thoughts : null,
            ServiceTier = profile.TellsServiceTier ? Tier() : null,
        };
    }

    private readonly ServiceTier Tier() => tier is { } asked && asked != ServiceTier.Unspecified ? asked : ServiceTier.Standard;

    /// <summary>From 2.5 on only media is told by modality.</summary>
    private readonly IReadOnlyList<ModalityTokenCount>? CandidatesDetails()
    {
        if (_image + _audio == 0)
        {
            return profile.IsSecondGeneration && _text > 0 ? PromptUsage.TextDetails(_text) : null;
        }

        var details = new List<ModalityTokenCount>(3);
        Add(details, Modality.Text, _text);
        Add(details, Modality.Image, _image);
        Add(details, Modality.Audio, _audio);
        return details;
    }

    private static void Add(List<ModalityTokenCount> details, Modality modality, int tokens)
    {
        if (tokens > 0)
        {
            details.Add(new ModalityTokenCount { Modality = modality, TokenCount = tokens });
        }
    }
}
