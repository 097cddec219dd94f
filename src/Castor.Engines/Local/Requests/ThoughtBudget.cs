using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Local.Requests;

/// <summary>How many tokens of thought a request allows.</summary>
internal static class ThoughtBudget
{
    // What the levels are worth where a model takes budgets, as the OpenAI door of the API maps efforts.
    private const int Low = 1024;
    private const int Medium = 8192;

    /// <summary>The most tokens of thoughts: 0 for none, null for as many as come.</summary>
    /// <remarks>Asking to see thoughts asks for thinking, where the model does not think of itself.</remarks>
    public static int? Of(ThinkingConfig? config, ThinkingTraits traits)
    {
        if (config?.ThinkingBudget is { } budget)
        {
            return budget < 0 ? null : budget;
        }

        if (config?.ThinkingLevel is { } level && level != ThinkingLevel.Unspecified)
        {
            return Of(level);
        }

        if (config?.IncludeThoughts == true)
        {
            return null;
        }

        return !traits.DefaultOn ? 0 : traits.DefaultLevel is { } usual ? Of(usual) : null;
    }

    private static int? Of(ThinkingLevel level) =>
        level == ThinkingLevel.Minimal ? 0 : level == ThinkingLevel.Low ? Low : level == ThinkingLevel.Medium ? Medium : null;
}
