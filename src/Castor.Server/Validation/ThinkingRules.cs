using System.Globalization;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of thinking budgets and levels.</summary>
internal static class ThinkingRules
{
    private const int DynamicBudget = -1;
    private const int LargestBudget = 65535;

    /// <summary>Field rules; the generation config is the message at hand.</summary>
    public static void CheckFields(ThinkingConfig thinking, ViolationList violations)
    {
        if (thinking.ThinkingBudget is < DynamicBudget or > LargestBudget)
        {
            violations.Enter("thinking_config");
            violations.Add("thinking_budget", "thinking_budget must be in the range [-1, 65535]");
            violations.Leave();
        }
    }

    /// <summary>Rules of the model.</summary>
    public static void CheckModel(ThinkingConfig thinking, ModelEntry model)
    {
        ThinkingLevel? level = thinking.ThinkingLevel is { } set && set != ThinkingLevel.Unspecified ? set : null;
        if (level is not null && thinking.ThinkingBudget is not null)
        {
            throw ApiException.InvalidArgument("You can only set only one of thinking budget and thinking level.");
        }

        if (level is { } asked)
        {
            CheckLevel(asked, model);
        }

        if (model.Traits.Thinking.Mode == ThinkingMode.None)
        {
            RefuseThinking(thinking, model);
        }
        else if (thinking.ThinkingBudget is { } budget)
        {
            CheckBudget(budget, model);
        }
    }

    private static void CheckLevel(ThinkingLevel level, ModelEntry model)
    {
        IReadOnlyList<ThinkingLevel> levels = model.Traits.Thinking.Levels;
        for (int i = 0; i < levels.Count; i++)
        {
            if (levels[i] == level)
            {
                return;
            }
        }

        throw ApiException.InvalidArgument(ModelGeneration.Of(model).IsAtLeast(3) && levels.Count > 0
            ? $"Thinking level {level.Value} is not supported for this model. Please retry with other thinking level."
            : "Thinking level is not supported for this model.");
    }

    /// <summary>A budget of 0 and thoughts turned off ask for what such a model does anyway.</summary>
    private static void RefuseThinking(ThinkingConfig thinking, ModelEntry model)
    {
        if (thinking.IncludeThoughts == true || thinking.ThinkingBudget is not (null or 0))
        {
            throw NotEnabled.Error("Thinking", model);
        }
    }

    private static void CheckBudget(int budget, ModelEntry model)
    {
        ThinkingTraits traits = model.Traits.Thinking;
        if (budget == DynamicBudget)
        {
            return;
        }

        if (budget == 0)
        {
            if (!traits.CanDisable)
            {
                throw ApiException.InvalidArgument(traits.Mode == ThinkingMode.Level && !IsPro(model)
                    ? "Request contains an invalid argument."
                    : "Budget 0 is invalid. This model only works in thinking mode.");
            }

            return;
        }

        if (traits.Mode == ThinkingMode.Budget && (budget < traits.MinBudget || budget > traits.MaxBudget))
        {
            throw ApiException.InvalidArgument(string.Create(
                CultureInfo.InvariantCulture,
                $"The thinking budget {budget} is invalid. Please choose a value between {traits.MinBudget} and {traits.MaxBudget}."));
        }
    }

    private static bool IsPro(ModelEntry model) => model.Model.Name!.Contains("-pro", StringComparison.Ordinal);
}
