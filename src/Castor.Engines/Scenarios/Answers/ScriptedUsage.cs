using Castor.Engines.Emulator.Dialogue;
using Castor.Engines.Emulator.Tokens;
using Castor.Protocol;

namespace Castor.Engines.Scenarios.Answers;

/// <summary>Counts a scripted answer as the emulator counts its own, and lays the file's numbers over it.</summary>
internal sealed class ScriptedUsage
{
    private readonly TemplateContext _context;
    private readonly UsageMetadata? _wanted;
    private readonly PromptUsage _prompt;
    private AnswerUsage _whole;
    private AnswerUsage _running;

    public ScriptedUsage(ScriptedAnswer answer, TemplateContext context)
    {
        _context = context;
        _wanted = answer.Usage;
        _prompt = PromptUsage.Count(context.Facts.Request, context.Facts.Model, context.Facts.Twin);
        _whole = new AnswerUsage(_prompt, ModelProfile.Of(context.Facts.Model));
    }

    /// <summary>Counts all parts of a candidate, thoughts that are not shown among them.</summary>
    public void Add(List<Part>? parts) => Add(ref _whole, parts);

    /// <summary>Starts the counts of a stream, once the whole is counted.</summary>
    public void StartRunning(bool showThoughts) =>
        _running = new AnswerUsage(_prompt, ModelProfile.Of(_context.Facts.Model)) { Thoughts = showThoughts ? 0 : _whole.Thoughts };

    /// <summary>Counts parts that are sent.</summary>
    public void AddRunning(List<Part>? parts) => Add(ref _running, parts);

    /// <summary>The usage up to here.</summary>
    public UsageMetadata Running()
    {
        UsageMetadata all = _whole.ToMetadata(isLast: true);
        UsageMetadata usage = _running.ToMetadata(isLast: false);
        return Overlay(usage with
        {
            CandidatesTokenCount = Least(usage.CandidatesTokenCount, all.CandidatesTokenCount, _wanted?.CandidatesTokenCount),
            ThoughtsTokenCount = Least(usage.ThoughtsTokenCount, all.ThoughtsTokenCount, _wanted?.ThoughtsTokenCount),
            CandidatesTokensDetails = null,
        });
    }

    /// <summary>The usage of the whole answer.</summary>
    public UsageMetadata Whole()
    {
        UsageMetadata usage = _whole.ToMetadata(isLast: true);
        if (_wanted is null)
        {
            return usage;
        }

        return Overlay(usage with
        {
            CandidatesTokenCount = _wanted.CandidatesTokenCount ?? usage.CandidatesTokenCount,
            ThoughtsTokenCount = _wanted.ThoughtsTokenCount ?? usage.ThoughtsTokenCount,
            CandidatesTokensDetails = _wanted.CandidatesTokensDetails ?? (_wanted.CandidatesTokenCount is null ? usage.CandidatesTokensDetails : null),
        }, _wanted.TotalTokenCount);
    }

    private UsageMetadata Overlay(UsageMetadata usage, int? total = null)
    {
        int prompt = _wanted?.PromptTokenCount ?? _prompt.Total;
        int? toolUse = _wanted?.ToolUsePromptTokenCount ?? usage.ToolUsePromptTokenCount;
        return usage with
        {
            PromptTokenCount = prompt > 0 ? prompt : null,
            PromptTokensDetails = _wanted?.PromptTokensDetails ?? (prompt > 0 ? PromptDetails(prompt) : null),
            CachedContentTokenCount = _wanted?.CachedContentTokenCount,
            CacheTokensDetails = _wanted?.CacheTokensDetails,
            ToolUsePromptTokenCount = toolUse,
            ToolUsePromptTokensDetails = _wanted?.ToolUsePromptTokensDetails ?? (toolUse is null ? null : PromptUsage.TextDetails(toolUse.Value)),
            TrafficType = _wanted?.TrafficType,
            TotalTokenCount = total ?? prompt + (usage.CandidatesTokenCount ?? 0) + (usage.ThoughtsTokenCount ?? 0) + (toolUse ?? 0),
        };
    }

    /// <summary>The prompt by modality; another total of the file's changes the text's share, which is all that it can mean.</summary>
    private IReadOnlyList<ModalityTokenCount> PromptDetails(int prompt)
    {
        if (prompt == _prompt.Total)
        {
            return _prompt.Details;
        }

        ModalityTokenCount[] media = [.. _prompt.Details.Where(d => d.Modality != Modality.Text)];
        int text = prompt - media.Sum(d => d.TokenCount ?? 0);
        return text < 0 ? PromptUsage.TextDetails(prompt) : [.. PromptUsage.TextDetails(text), .. media];
    }

    private void Add(ref AnswerUsage usage, List<Part>? parts)
    {
        for (int i = 0; i < parts?.Count; i++)
        {
            Count(ref usage, parts[i]);
        }
    }

    private void Count(ref AnswerUsage usage, Part part)
    {
        if (part.Thought is true)
        {
            usage.Thoughts += TextTokens.Count(part.Text);
            return;
        }

        if (part is { Text: { } text, ThoughtSignature: null })
        {
            usage.Add(TextTokens.Count(text), Modality.Text);
            return;
        }

        PromptUsage counted = PromptUsage.Count(new Content { Parts = [part] }, _context.Facts.Model);
        usage.ToolUse += counted.ToolUse;
        foreach (ModalityTokenCount modality in counted.Details)
        {
            usage.Add(modality.TokenCount ?? 0, modality.Modality ?? Modality.Text);
        }
    }

    private static int? Least(int? running, int? counted, int? wanted) =>
        running is { } so ? Math.Min(so, wanted ?? counted ?? so) : null;
}
