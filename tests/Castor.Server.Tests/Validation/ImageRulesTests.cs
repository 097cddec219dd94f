namespace Castor.Server.Tests.Validation;

public sealed class ImageRulesTests
{
    public static TheoryData<string, string, string> Refused => new()
    {
        {
            "gemini-2.5-flash-image",
            """ "imageConfig":{"aspectRatio":"3:7"} """,
            "* GenerateContentRequest.generation_config.image_config.aspect_ratio: aspect_ratio must be one of '1:1', '1:4', '1:8', '2:3', '3:2', " +
            "'3:4', '4:1', '4:3', '4:5', '5:4', '8:1', '9:16', '16:9', or '21:9'.\n"
        },
        { "gemini-2.5-flash-image", """ "imageConfig":{"aspectRatio":"1:4"} """, "Aspect ratio 1:4 is not supported for this model" },
        { "gemini-3-pro-image", """ "imageConfig":{"aspectRatio":"8:1"} """, "Aspect ratio 8:1 is not supported for this model" },
        {
            "gemini-3-pro-image",
            """ "imageConfig":{"imageSize":"8K"} """,
            "Unsupported image_size '8K'. Supported values are: 1K, 2K, 4K, 512, 512P, 512PX."
        },
        {
            "gemini-3-pro-image",
            """ "imageConfig":{"imageSize":"1k"} """,
            "Unsupported image_size '1k'. Supported values are: 1K, 2K, 4K, 512, 512P, 512PX."
        },
        { "gemini-3-pro-image", """ "imageConfig":{"imageSize":"512"} """, "Image size 512 is not supported for this model" },
        { "gemini-3-pro-image", """ "mediaResolution":"MEDIA_RESOLUTION_HIGH" """, "Media resolution is not enabled for this model" },
    };

    public static TheoryData<string, string> Passing => new()
    {
        { "gemini-2.5-flash-image", """ "imageConfig":{"aspectRatio":"21:9","imageSize":"8K"} """ },
        { "gemini-3-pro-image", """ "imageConfig":{"aspectRatio":"16:9","imageSize":"4K"} """ },
        { "gemini-3.1-flash-image", """ "imageConfig":{"aspectRatio":"1:8","imageSize":"512P"} """ },
        { "gemini-3.1-flash-image", """ "imageConfig":{} """ },
        { "gemini-2.5-flash", """ "imageConfig":{"aspectRatio":"1:1"},"mediaResolution":"MEDIA_RESOLUTION_LOW" """ },
    };

    [Theory]
    [MemberData(nameof(Refused))]
    public void ImageConfig_BeyondTheModel_IsRefused(string model, string config, string message) =>
        Verdict.Refuses(Verdict.OfGenerate(Verdict.AskWith(config), model), message);

    [Theory]
    [MemberData(nameof(Passing))]
    public void ImageConfig_OfTheModel_Passes(string model, string config) => Assert.Null(Verdict.OfGenerate(Verdict.AskWith(config), model));
}
