using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines;

/// <summary>Reads <c>responseFormat</c> as the older fields that say the same.</summary>
internal static class ResponseFormats
{
    /// <summary>The request in the older fields; the request itself where it has no <c>responseFormat</c>.</summary>
    public static GenerateContentRequest Unfold(GenerateContentRequest request)
    {
        if (request.GenerationConfig is not { ResponseFormat: { Count: > 0 } formats } config)
        {
            return request;
        }

        foreach (ResponseFormat format in formats)
        {
            if (format.Text is { MimeType: { } type } text && type == TextFormatMimeType.ApplicationJson)
            {
                JsonElement? schema = config.ResponseJsonSchema ?? text.Schema;
                config = config with { ResponseMimeType = config.ResponseMimeType ?? "application/json", ResponseJsonSchema = schema };
            }

            if (format.Image is { } image)
            {
                config = config with
                {
                    ImageConfig = config.ImageConfig ?? new ImageConfig { AspectRatio = Ratio(image.AspectRatio), ImageSize = Size(image.ImageSize) },
                };
            }
        }

        return request with { GenerationConfig = config with { ResponseFormat = null } };
    }

    private static string? Ratio(ResponseAspectRatio? ratio) => ratio?.Value switch
    {
        "ASPECT_RATIO_ONE_BY_ONE" => "1:1",
        "ASPECT_RATIO_TWO_BY_THREE" => "2:3",
        "ASPECT_RATIO_THREE_BY_TWO" => "3:2",
        "ASPECT_RATIO_THREE_BY_FOUR" => "3:4",
        "ASPECT_RATIO_FOUR_BY_THREE" => "4:3",
        "ASPECT_RATIO_FOUR_BY_FIVE" => "4:5",
        "ASPECT_RATIO_FIVE_BY_FOUR" => "5:4",
        "ASPECT_RATIO_NINE_BY_SIXTEEN" => "9:16",
        "ASPECT_RATIO_SIXTEEN_BY_NINE" => "16:9",
        "ASPECT_RATIO_TWENTY_ONE_BY_NINE" => "21:9",
        "ASPECT_RATIO_ONE_BY_EIGHT" => "1:8",
        "ASPECT_RATIO_EIGHT_BY_ONE" => "8:1",
        "ASPECT_RATIO_ONE_BY_FOUR" => "1:4",
        "ASPECT_RATIO_FOUR_BY_ONE" => "4:1",
        _ => null,
    };

    private static string? Size(ResponseImageSize? size) => size?.Value switch
    {
        "IMAGE_SIZE_FIVE_TWELVE" => "512",
        "IMAGE_SIZE_ONE_K" => "1K",
        "IMAGE_SIZE_TWO_K" => "2K",
        "IMAGE_SIZE_FOUR_K" => "4K",
        _ => null,
    };
}
