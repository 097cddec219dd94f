using System.Globalization;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of the sampling and length fields of a generation config.</summary>
internal static class GenerationConfigRules
{
    private const int MaxStopSequences = 5;
    private const int MaxLogprobs = 20;
    private const int MaxCandidates = 8;
    private const float MaxPenalty = 2f;

    /// <summary>Field rules; the config is the message at hand.</summary>
    public static void CheckFields(GenerationConfig config, ViolationList violations)
    {
        // Negated comparisons, so that NaN is refused too.
        if (config.Temperature is { } temperature && !(temperature >= 0f && temperature <= 2f))
        {
            violations.Add("temperature", "temperature must be in the range [0.0, 2.0].");
        }

        if (config.TopP is { } topP && !(topP >= 0f && topP <= 1f))
        {
            violations.Add("top_p", "top_p must be in the range [0.0, 1.0].");
        }

        if (config.TopK < 0)
        {
            violations.Add("top_k", "top_k must be non-negative.");
        }

        if (config.MaxOutputTokens <= 0)
        {
            violations.Add("max_output_tokens", "max_output_tokens must be positive.");
        }

        if (config.CandidateCount is < 0 or > MaxCandidates)
        {
            violations.Add("candidate_count", "candidate_count must be in the range [1, 8].");
        }

        CheckLogprobs(config, violations);
        CheckStopSequences(config.StopSequences, violations);
    }

    /// <summary>Rules of the model.</summary>
    public static void CheckModel(GenerationConfig config, ModelEntry model, TwinRules rules)
    {
        if (config.CandidateCount > 1 && config.CandidateCount > model.Traits.MaxCandidates)
        {
            throw NotEnabled.Error("Multiple candidates", model);
        }

        if (config.ResponseLogprobs == true && !model.Traits.Logprobs && rules.AreDevelopers)
        {
            throw NotEnabled.Error("Logprobs", model);
        }

        // A penalty of 0 is none; clients with fixed settings send it.
        if (!model.Traits.Penalties && (config.PresencePenalty is not (null or 0f) || config.FrequencyPenalty is not (null or 0f)))
        {
            throw NotEnabled.Error("Penalty", model);
        }

        CheckPenalty("presence_penalty", config.PresencePenalty);
        CheckPenalty("frequency_penalty", config.FrequencyPenalty);

        if (config.MaxOutputTokens is { } tokens && model.Model.OutputTokenLimit is > 1 and var limit && tokens > limit)
        {
            throw ApiException.InvalidArgument(string.Create(
                CultureInfo.InvariantCulture,
                $"Unable to submit request because it has a maxOutputTokens value of {tokens} but the supported range is " +
                $"from 1 (inclusive) to {limit + 1} (exclusive). Update the value and try again."));
        }
    }

    // After the rule above: a model without penalties says so, whatever the value.
    private static void CheckPenalty(string field, float? value)
    {
        if (value is { } penalty && !(penalty >= -MaxPenalty && penalty <= MaxPenalty))
        {
            throw ApiException.InvalidArgument($"* GenerateContentRequest.generation_config.{field}: {field} must be in the range [-2.0, 2.0].\n");
        }
    }

    private static void CheckLogprobs(GenerationConfig config, ViolationList violations)
    {
        if (config.Logprobs is not { } logprobs)
        {
            return;
        }

        if (logprobs is < 0 or > MaxLogprobs)
        {
            violations.Add("logprobs", "logprobs must be in the range [0, 20].");
        }
        else if (logprobs > 0 && config.ResponseLogprobs != true)
        {
            violations.Add("logprobs", "only allowed when response_logprobs is set to true");
        }
    }

    private static void CheckStopSequences(IReadOnlyList<string>? stops, ViolationList violations)
    {
        if (stops is null)
        {
            return;
        }

        if (stops.Count > MaxStopSequences)
        {
            violations.Add("stop_sequences", "the number of stop_sequences must not exceed 5");
        }

        for (int i = 0; i < stops.Count; i++)
        {
            if (stops[i].Length == 0)
            {
                violations.Add("stop_sequences", i, "cannot be empty");
            }
        }
    }
}
