using System.Globalization;
using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>What Vertex AI alone refuses. Most of its texts have one frame, which <see cref="VertexWording"/> puts around them.</summary>
internal static class VertexRules
{
    private const string Reference = "$ref";
    private const int DefaultOutputLimit = 65536;

    /// <summary>Refuses a prompt without contents or parts, before the rules of single fields.</summary>
    public static void CheckPresence(IReadOnlyList<Content>? contents)
    {
        if (contents is not { Count: > 0 })
        {
            throw ApiException.InvalidArgument("at least one contents field is required");
        }

        for (int i = 0; i < contents.Count; i++)
        {
            if (contents[i].Parts is not { Count: > 0 })
            {
                throw ApiException.InvalidArgument("it must include at least one parts field, which describes the prompt input");
            }
        }
    }

    /// <summary>Rules of the whole request.</summary>
    public static void Check(GenerateContentRequest request, ModelEntry model, ModelGeneration generation, bool streamed)
    {
        CheckRoles(request.Contents!, generation);
        CheckReferences(request.Contents!);
        if (request.GenerationConfig is { } config)
        {
            CheckThoughts(config.ThinkingConfig, model);
            CheckLogprobs(config, generation, streamed);
            CheckRanges(config, model);
        }
    }

    private static void CheckRoles(IReadOnlyList<Content> contents, ModelGeneration generation)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            // Older clients give responses the role "function", which the models before 3.1 take.
            bool isKnown = contents[i].Role is "user" or "model" || (contents[i].Role is "function" && !generation.IsAtLeast(3, 1));
            if (!isKnown)
            {
                throw ApiException.InvalidArgument("Please use a valid role: user, model.");
            }
        }
    }

    /// <summary>A <c>$ref</c> in a result of a function names a media part that comes with it.</summary>
    private static void CheckReferences(IReadOnlyList<Content> contents)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            foreach (Part part in contents[i].Parts!)
            {
                if (part.FunctionResponse is { Response: { } result } response && FindLoose(result, response.Parts) is { } name)
                {
                    throw ApiException.InvalidArgument($"function response references the part '{name}', which is not among its parts");
                }
            }
        }
    }

    private static string? FindLoose(JsonElement value, IReadOnlyList<FunctionResponsePart>? parts) => value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Select(item => FindLoose(item, parts)).FirstOrDefault(name => name is not null),
        JsonValueKind.Object => value.EnumerateObject().Select(property => FindLoose(property, parts)).FirstOrDefault(name => name is not null),
        _ => null,
    };

    private static string? FindLoose(JsonProperty property, IReadOnlyList<FunctionResponsePart>? parts)
    {
        if (property.Name != Reference || property.Value.ValueKind != JsonValueKind.String)
        {
            return FindLoose(property.Value, parts);
        }

        string name = property.Value.GetString()!;
        return parts?.Any(p => p.InlineData?.DisplayName == name || p.FileData?.DisplayName == name) == true ? null : name;
    }

    private static void CheckThoughts(ThinkingConfig? thinking, ModelEntry model)
    {
        ThinkingTraits traits = model.Traits.Thinking;
        bool isOff = traits.Mode == ThinkingMode.None
            || thinking?.ThinkingBudget == 0
            || (!traits.DefaultOn && thinking is { ThinkingBudget: null, ThinkingLevel: null });
        if (thinking?.IncludeThoughts == true && isOff)
        {
            throw ApiException.InvalidArgument("Thinking_config.include_thoughts is only enabled when thinking is enabled");
        }
    }

    private static void CheckLogprobs(GenerationConfig config, ModelGeneration generation, bool streamed)
    {
        if (config.ResponseLogprobs != true)
        {
            return;
        }

        if (streamed || generation.IsAtLeast(3, 5))
        {
            throw ApiException.InvalidArgument(streamed ? "Logprobs is not supported for streaming" : "Logprobs is not supported for this model");
        }
    }

    private static void CheckRanges(GenerationConfig config, ModelEntry model)
    {
        // The ends are written as floats just above the last value that passes.
        Check("temperature", config.Temperature, 0, 2, "2.0001");
        Check("topP", config.TopP, 0, 1, "1.0001");
        Check("candidateCount", config.CandidateCount, 1, 8, "9");
        if (config.MaxOutputTokens < 1)
        {
            int end = (model.Model.OutputTokenLimit ?? DefaultOutputLimit) + 1;
            throw OutOfRange("maxOutputTokens", config.MaxOutputTokens.Value, 1, end.ToString(CultureInfo.InvariantCulture));
        }
    }

    private static void Check(string field, double? value, double from, double to, string end)
    {
        if (value is { } given && !(given >= from && given <= to))
        {
            throw OutOfRange(field, given, from, end);
        }
    }

    private static ApiException OutOfRange(string field, double value, double from, string end) => ApiException.InvalidArgument(string.Create(
        CultureInfo.InvariantCulture,
        $"Unable to submit request because it has a {field} value of {value} but the supported range is from {from} (inclusive) to {end} (exclusive). "
        + $"Update the value and try again."));
}
