using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Server.Validation;

/// <summary>Rules of drawn images.</summary>
internal static class ImageRules
{
    /// <summary>Field rules; the generation config is the message at hand.</summary>
    public static void CheckFields(ImageConfig image, ViolationList violations)
    {
        if (image.AspectRatio is not (null or "") && !IsRatio(image.AspectRatio))
        {
            violations.Enter("image_config");
            violations.Add(
                "aspect_ratio",
                "aspect_ratio must be one of '1:1', '1:4', '1:8', '2:3', '3:2', '3:4', '4:1', '4:3', '4:5', '5:4', '8:1', '9:16', '16:9', " +
                "or '21:9'.");
            violations.Leave();
        }
    }

    /// <summary>Rules of the model; models that draw nothing do not look at the config.</summary>
    public static void CheckModel(GenerationConfig config, ModelEntry model, ModelGeneration generation)
    {
        if (!model.Traits.Output.Contains(Modality.Image))
        {
            return;
        }

        if (config.MediaResolution is { } resolution && resolution != MediaResolution.Unspecified)
        {
            throw NotEnabled.Error("Media resolution", model);
        }

        if (config.ImageConfig is not { } image)
        {
            return;
        }

        if (image.AspectRatio is "1:4" or "4:1" or "1:8" or "8:1" && !DrawsBanners(model))
        {
            throw ApiException.InvalidArgument($"Aspect ratio {image.AspectRatio} is not supported for this model");
        }

        // Gemini 2 takes any size, and draws its own.
        if (image.ImageSize is { Length: > 0 } size && generation.IsAtLeast(3))
        {
            CheckSize(size, model);
        }
    }

    private static void CheckSize(string size, ModelEntry model)
    {
        if (size is not ("1K" or "2K" or "4K" or "512" or "512P" or "512PX"))
        {
            throw ApiException.InvalidArgument($"Unsupported image_size '{size}'. Supported values are: 1K, 2K, 4K, 512, 512P, 512PX.");
        }

        string name = size.StartsWith("512", StringComparison.Ordinal) ? "512" : size;
        if (!model.Traits.ImageSizes.Contains(name))
        {
            throw ApiException.InvalidArgument($"Image size {size} is not supported for this model");
        }
    }

    private static bool IsRatio(string ratio) => ratio is
        "1:1" or "1:4" or "1:8" or "2:3" or "3:2" or "3:4" or "4:1" or "4:3" or "4:5" or "5:4" or "8:1" or "9:16" or "16:9" or "21:9";

    private static bool DrawsBanners(ModelEntry model) =>
        model.Model.Name!.StartsWith("models/gemini-3.1-flash-image", StringComparison.Ordinal);
}
