using Castor.Engines.Catalog;
using Castor.Protocol;
using Castor.Protocol.OpenAi;

namespace Castor.Server.Surfaces.OpenAi;

/// <summary>
/// Reads how much to think, by the table that Google documents: budgets for models that have budgets, else the levels of the model.
/// <see href="https://ai.google.dev/gemini-api/docs/openai#thinking"/>
/// </summary>
internal static class ChatThinkingReader
{
    private const int LowBudget = 1024;
    private const int MediumBudget = 8192;
    private const int HighBudget = 24576;

    /// <summary>The config; null where nothing is said.</summary>
    /// <exception cref="ApiException">There is no such effort or level, or both are given.</exception>
    public static ThinkingConfig? Read(string? effort, GoogleThinkingConfig? config, ModelEntry model)
    {
        if (effort is null or "")
        {
            return config is null ? null : new ThinkingConfig
            {
                IncludeThoughts = config.IncludeThoughts,
                ThinkingBudget = config.ThinkingBudget,
                ThinkingLevel = ReadLevel(config.ThinkingLevel),
            };
        }

        if (config is { ThinkingBudget: not null } or { ThinkingLevel: not null })
        {
            throw ApiException.InvalidArgument("Expected one of either `reasoning_effort` or custom `thinking_config`; found both.");
        }

        ThinkingConfig read = model.Traits.Thinking.Mode == ThinkingMode.Level ? ReadLevelOf(effort, model) : ReadBudgetOf(effort);
        return read with { IncludeThoughts = config?.IncludeThoughts };
    }

    private static ThinkingConfig ReadBudgetOf(string effort) => new()
    {
        ThinkingBudget = effort switch
        {
            "none" => 0,
            "minimal" or "low" => LowBudget,
            "medium" => MediumBudget,
            "high" => HighBudget,
            _ => throw UnknownEffort(effort),
        },
    };

    private static ThinkingConfig ReadLevelOf(string effort, ModelEntry model) => effort switch
    {
        // The validator refuses it for the models that cannot go without thinking.
        "none" => new ThinkingConfig { ThinkingBudget = 0 },
        "minimal" => new ThinkingConfig { ThinkingLevel = Has(model, ThinkingLevel.Minimal) ? ThinkingLevel.Minimal : ThinkingLevel.Low },
        "low" => new ThinkingConfig { ThinkingLevel = ThinkingLevel.Low },
        "medium" => new ThinkingConfig { ThinkingLevel = Has(model, ThinkingLevel.Medium) ? ThinkingLevel.Medium : ThinkingLevel.High },
        "high" => new ThinkingConfig { ThinkingLevel = ThinkingLevel.High },
        _ => throw UnknownEffort(effort),
    };

    private static bool Has(ModelEntry model, ThinkingLevel level) => model.Traits.Thinking.Levels.Contains(level);

    private static ThinkingLevel? ReadLevel(string? level)
    {
        if (level is null)
        {
            return null;
        }

        string name = level.ToUpperInvariant();
        return ThinkingLevel.Descriptor.Knows(name)
            ? new ThinkingLevel(name)
            : throw ApiException.InvalidArgument($"Invalid value at 'extra_body.google.thinking_config.thinking_level', \"{level}\"");
    }

    private static ApiException UnknownEffort(string effort) => ApiException.InvalidArgument(
        $"Invalid value at 'reasoning_effort', \"{effort}\". Please use none, minimal, low, medium or high.");
}
