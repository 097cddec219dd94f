using System.Globalization;
using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Engines.Local;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>
/// Rules of thought signatures, for the models that demand them: in the current turn the first call of each step of the
/// model must have one, and none may be broken; images that the model drew must have one in every turn.
/// </summary>
internal static class ThoughtSignatureRules
{
    /// <summary>Checks the current turn of a conversation.</summary>
    public static void Check(IReadOnlyList<Content> contents, ModelEntry model, TwinRules rules)
    {
        if (!model.Traits.RequiresThoughtSignature)
        {
            RefuseBroken(contents, model);
            return;
        }

        if (model.Traits.Output.Contains(Modality.Image))
        {
            CheckImages(contents);
        }

        for (int start = CurrentTurn(contents); start < contents.Count;)
        {
            Turn step = Turn.Read(contents, start);

            // Calls that come with their responses were run by the service, which keeps no signature for them.
            if (TurnRules.IsModel(contents[start]) && step.Responses == 0)
            {
                CheckStep(contents, step, rules.Twin);
            }

            start = step.End;
        }
    }

    /// <summary>Local weights demand no signatures, but sign their thoughts and know theirs again. Of the service's older models none was seen to look.</summary>
    private static void RefuseBroken(IReadOnlyList<Content> contents, ModelEntry model)
    {
        if (model.Engine != LocalEngine.EngineName)
        {
            return;
        }

        foreach (Part part in contents.SelectMany(c => c.Parts ?? []))
        {
            if (part.ThoughtSignature is { IsEmpty: false } signature && !SignatureForm.IsSound(signature.Span))
            {
                throw ApiException.InvalidArgument("Corrupted thought signature.");
            }
        }
    }

    /// <summary>The index behind the last content in which the user said something beside responses.</summary>
    private static int CurrentTurn(IReadOnlyList<Content> contents)
    {
        for (int i = contents.Count - 1; i >= 0; i--)
        {
            if (!TurnRules.IsModel(contents[i]) && Turn.CountResponses(contents[i]) < (contents[i].Parts?.Count ?? 0))
            {
                return i + 1;
            }
        }

        return 0;
    }

    private static void CheckStep(IReadOnlyList<Content> contents, Turn step, ServiceTwin twin)
    {
        bool first = true;
        for (int i = step.Start; i < step.End; i++)
        {
            IReadOnlyList<Part> parts = contents[i].Parts ?? [];
            for (int j = 0; j < parts.Count; j++)
            {
                ReadOnlySpan<byte> signature = parts[j].ThoughtSignature.GetValueOrDefault().Span;
                if (first && parts[j].FunctionCall is { } call)
                {
                    first = false;
                    if (signature.IsEmpty)
                    {
                        throw Missing(call, i, twin);
                    }
                }

                if (!signature.IsEmpty && !SignatureForm.IsSound(signature))
                {
                    throw ApiException.InvalidArgument(twin == ServiceTwin.Vertex ? "Thought signature is not valid." : "Corrupted thought signature.");
                }
            }
        }
    }

    private static void CheckImages(IReadOnlyList<Content> contents)
    {
        for (int i = 0; i < contents.Count; i++)
        {
            IReadOnlyList<Part> parts = contents[i].Parts ?? [];
            for (int j = 0; j < parts.Count && TurnRules.IsModel(contents[i]); j++)
            {
                // Drafts among the thoughts are not signed.
                if (parts[j].InlineData is not null && parts[j].Thought != true && parts[j].ThoughtSignature.GetValueOrDefault().IsEmpty)
                {
                    throw ApiException.InvalidArgument(string.Create(
                        CultureInfo.InvariantCulture,
                        $"Image part is missing a thought_signature in content position {i + 1}, part position {j + 1}. " +
                        $"Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details."));
                }
            }
        }
    }

    private static ApiException Missing(FunctionCall call, int index, ServiceTwin twin) => ApiException.InvalidArgument(twin == ServiceTwin.Vertex ? MissingOnVertex(call, index) : string.Create(
        CultureInfo.InvariantCulture,
        $"Function call is missing a thought_signature in functionCall parts. This is required for tools to work correctly, and missing " +
        $"thought_signature may lead to degraded model performance. Additional data, function call `default_api:{call.Name}` , position " +
        $"{index + 1}. Please refer to https://ai.google.dev/gemini-api/docs/thought-signatures for more details."));

    private static string MissingOnVertex(FunctionCall call, int index) => string.Create(
        CultureInfo.InvariantCulture,
        $"Unable to submit request because function call `default_api:{call.Name}` in the {index + 1}. content block is missing a `thought_signature`. "
        + $"Learn more: https://docs.cloud.google.com/vertex-ai/generative-ai/docs/thought-signatures");
}
