using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Tokens;

/// <summary>The tokens of a prompt, in all and by modality.</summary>
public readonly struct PromptUsage
{
    private static readonly IReadOnlyList<ModalityTokenCount>?[] s_textDetails = new IReadOnlyList<ModalityTokenCount>?[8192];

    private PromptUsage(PromptTally tally)
    {
        Total = tally.Total;
        ToolUse = tally.ToolUse;
        Details = tally.HasMedia ? tally.ToDetails() : TextDetails(tally.Text);
    }

    /// <summary>All tokens of the prompt.</summary>
    public int Total { get; }

    /// <summary>Tokens that results of the service's own tools add to the prompt; not part of <see cref="Total"/>.</summary>
    public int ToolUse { get; }

    /// <summary>The tokens by modality in the wire's order; only the modalities that the prompt has.</summary>
    public IReadOnlyList<ModalityTokenCount> Details { get; }

    /// <summary>Counts contents, system instruction and tools of a request, as either twin does.</summary>
    public static PromptUsage Count(GenerateContentRequest request, ModelEntry model, ServiceTwin twin = ServiceTwin.Developer)
    {
        var tally = new PromptTally(model, request.GenerationConfig?.MediaResolution, twin);
        tally.Add(request);
        return new PromptUsage(tally);
    }

    /// <summary>Counts one content on its own, as embedding requests have it.</summary>
    public static PromptUsage Count(Content content, ModelEntry model)
    {
        var tally = new PromptTally(model, null, ServiceTwin.Developer);
        tally.Add(content);
        return new PromptUsage(tally);
    }

    /// <summary>The details of a text of so many tokens, none for none; the same list again for the same small number.</summary>
    public static IReadOnlyList<ModalityTokenCount> TextDetails(int tokens)
    {
        if (tokens == 0)
        {
            return [];
        }

        IReadOnlyList<ModalityTokenCount>?[] cache = s_textDetails;
        if ((uint)tokens >= (uint)cache.Length)
        {
            return [new ModalityTokenCount { Modality = Modality.Text, TokenCount = tokens }];
        }

        return cache[tokens] ??= [new ModalityTokenCount { Modality = Modality.Text, TokenCount = tokens }];
    }
}
