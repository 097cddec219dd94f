using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Tokens;
using Castor.Engines.Local;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>The rule of the input token limit.</summary>
internal static class PromptLengthRules
{
    /// <summary>More than any tool declaration or image of usual size is worth; it only decides whether to count.</summary>
    private const int TokensOfOther = 4096;

    /// <summary>Refuses a prompt longer than the model reads.</summary>
    public static void Check(GenerateContentRequest request, ModelEntry model, TwinRules rules)
    {
        // The image models were seen to read past their published limit.
        // Local weights are counted exactly, by their own tokenizer, where they are run.
        int limit = model.Model.InputTokenLimit ?? 0;
        if (limit <= 0 || model.Engine == LocalEngine.EngineName || Bound(request) <= limit || model.Traits.Output.Contains(Modality.Image))
        {
            return;
        }

        int tokens = PromptUsage.Count(request, model, rules.Twin).Total;
        if (tokens > limit)
        {
            throw ApiException.InvalidArgument(rules.Twin == ServiceTwin.Vertex ? TextOnVertex(tokens, limit) : string.Create(
                CultureInfo.InvariantCulture, $"The input token count ({tokens}) exceeds the maximum number of tokens allowed ({limit})."));
        }
    }

    private static string TextOnVertex(int tokens, int limit) => string.Create(
        CultureInfo.InvariantCulture,
        $"Unable to submit request because the input token count is {tokens} but model only supports up to {limit}. Reduce the input token count and "
        + $"try again. You can also use the CountTokens API to calculate prompt token count and billable characters. "
        + $"Learn more: https://cloud.google.com/vertex-ai/generative-ai/docs/model-reference/gemini");

    /// <summary>A number that the tokens do not exceed, found without counting: no token is shorter than a character.</summary>
    private static long Bound(GenerateContentRequest request)
    {
        long bound = request.SystemInstruction is { } instruction ? Bound(instruction) : 0;
        IReadOnlyList<Content> contents = request.Contents!;
        for (int i = 0; i < contents.Count; i++)
        {
            bound += Bound(contents[i]);
        }

        for (int i = 0; i < (request.Tools?.Count ?? 0); i++)
        {
            bound += TokensOfOther * (1L + (request.Tools![i].FunctionDeclarations?.Count ?? 0));
        }

        return bound;
    }

    private static long Bound(Content content)
    {
        long bound = 0;
        IReadOnlyList<Part> parts = content.Parts ?? [];
        for (int i = 0; i < parts.Count; i++)
        {
            bound += Bound(parts[i]);
        }

        return bound;
    }

    private static long Bound(Part part)
    {
        if (part.Text is { } text)
        {
            return text.Length;
        }

        if (part.FunctionCall is { } call)
        {
            return (call.Name?.Length ?? 0) + Length(call.Args);
        }

        if (part.FunctionResponse is { Parts: null } response)
        {
            return (response.Name?.Length ?? 0) + Length(response.Response);
        }

        // Long media is worth more than its kind tells, so anything but an image is counted.
        return part.InlineData?.MimeType?.StartsWith("image/", StringComparison.OrdinalIgnoreCase) == true ? TokensOfOther : int.MaxValue;
    }

    private static int Length(JsonElement? value) =>
        value is { ValueKind: not JsonValueKind.Undefined } element ? JsonMarshal.GetRawUtf8Value(element).Length : 0;
}
