using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Thinking;

/// <summary>How much a call thinks, and whether the client sees it.</summary>
/// <param name="Tokens">The tokens of thought; 0 where the call does not think.</param>
/// <param name="IsShown">Whether thoughts are part of the answer.</param>
internal readonly record struct ThinkingPlan(int Tokens, bool IsShown)
{
    // A budget adds a little thought for every so many of its tokens, so that more budget is never less thought.
    private const int BudgetPerToken = 64;

    /// <summary>Reads the plan off a request. The same conversation thinks more with a higher level or budget.</summary>
    public static ThinkingPlan For(GenerateContentRequest request, ModelEntry model, ulong seed)
    {
        ThinkingTraits traits = model.Traits.Thinking;
        if (traits.Mode == ThinkingMode.None)
        {
            return default;
        }

        ThinkingConfig? config = request.GenerationConfig?.ThinkingConfig;
        int tokens = TokensOf(config, traits, EmulatorRandom.Mix(seed));
        return new ThinkingPlan(tokens, tokens > 0 && config?.IncludeThoughts == true);
    }

    /// <summary>The plan under a limit of output tokens, which thoughts count against.</summary>
    public ThinkingPlan Within(int? limit) => limit is { } tokens && tokens < Tokens ? this with { Tokens = tokens } : this;

    private static int TokensOf(ThinkingConfig? config, ThinkingTraits traits, ulong bits)
    {
        switch (config?.ThinkingBudget)
        {
            case 0:
                return 0;
            case > 0 and int budget:
                int wanted = Between(24, 56, bits) + (Math.Min(budget, traits.MaxBudget > 0 ? traits.MaxBudget : budget) / BudgetPerToken);
                return Math.Min(wanted, budget);
            case < 0:
                return Dynamic(traits, bits);
        }

        if (config?.ThinkingLevel is { } level && level != ThinkingLevel.Unspecified)
        {
            return OfLevel(level, bits);
        }

        return traits.DefaultOn ? Dynamic(traits, bits) : 0;
    }

    private static int Dynamic(ThinkingTraits traits, ulong bits) =>
        traits.Mode == ThinkingMode.Level && traits.DefaultLevel is { } level ? OfLevel(level, bits) : Between(24, 56, bits);

    private static int OfLevel(ThinkingLevel level, ulong bits)
    {
        if (level == ThinkingLevel.Minimal)
        {
            return 0;
        }

        return level == ThinkingLevel.Low ? Between(16, 31, bits) : level == ThinkingLevel.Medium ? Between(64, 95, bits) : Between(128, 191, bits);
    }

    private static int Between(int least, int most, ulong bits) => least + (int)(bits % (ulong)(most - least + 1));
}
