using System.Text;
using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of the modalities of answers.</summary>
internal static class ModalityRules
{
    // In the order in which the service spells combinations out.
    private static readonly Modality[] s_order = [Modality.Audio, Modality.Document, Modality.Image, Modality.Text, Modality.Video];

    /// <summary>Checks the asked modalities against those of the model; none asked for means text.</summary>
    public static void CheckModel(GenerationConfig? config, ModelEntry model, ModelGeneration generation)
    {
        IReadOnlyList<Modality>? asked = config?.ResponseModalities;
        IReadOnlyList<Modality> output = model.Traits.Output;
        bool none = IsNone(asked);
        if (output.Count == 1)
        {
            // Speech and text models have one combination; other single outputs are not of this method.
            if ((output[0] == Modality.Text && !none && !IsJust(asked!, Modality.Text))
                || (output[0] == Modality.Audio && (none || !IsJust(asked!, Modality.Audio))))
            {
                throw Error(asked, model, $"* {output[0].Value}\n");
            }
        }
        else if (output.Count == 2 && output.Contains(Modality.Text) && output.Contains(Modality.Image))
        {
            CheckImageModel(asked, none, model, generation);
        }
    }

    private static void CheckImageModel(IReadOnlyList<Modality>? asked, bool none, ModelEntry model, ModelGeneration generation)
    {
        // The image models of Gemini 2.0 knew but one combination; later ones take text alone and draw all the same.
        if (generation is { Major: 2, Minor: 0 })
        {
            if (none || !asked!.Contains(Modality.Text) || !asked!.Contains(Modality.Image))
            {
                throw Error(asked, model, "* IMAGE, TEXT\n");
            }
        }
        else if (!none && (asked!.Contains(Modality.Audio) || asked!.Contains(Modality.Video) || asked!.Contains(Modality.Document)))
        {
            throw Error(asked, model, "* TEXT\n* IMAGE\n* IMAGE, TEXT\n");
        }
    }

    private static bool IsNone(IReadOnlyList<Modality>? asked) => asked is null || IsJust(asked, Modality.Unspecified);

    private static bool IsJust(IReadOnlyList<Modality> asked, Modality modality)
    {
        for (int i = 0; i < asked.Count; i++)
        {
            if (asked[i] != modality && asked[i] != Modality.Unspecified)
            {
                return false;
            }
        }

        return true;
    }

    private static ApiException Error(IReadOnlyList<Modality>? asked, ModelEntry model, string accepted)
    {
        var names = new StringBuilder();
        foreach (Modality modality in s_order)
        {
            if (asked?.Contains(modality) ?? false)
            {
                names.Append(names.Length == 0 ? "" : ", ").Append(modality.Value);
            }
        }

        string combination = names.Length == 0 ? Modality.Text.Value : names.ToString();
        return ApiException.InvalidArgument(
            $"The requested combination of response modalities ({combination}) is not supported by the model. " +
            $"models/{model.Id} accepts the following combination of response modalities:\n{accepted}");
    }
}
