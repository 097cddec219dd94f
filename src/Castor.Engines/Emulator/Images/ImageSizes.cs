using Castor.Engines.Catalog;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Images;

/// <summary>The sizes and token counts of generated images, as Google's image generation page lists them.</summary>
internal static class ImageSizes
{
    private const string DefaultRatio = "1:1";

    /// <summary>Ratio, size of Gemini 2.5 Flash Image, size at 512 and size at 1K; 2K and 4K are 2 and 4 times the last.</summary>
    private static readonly (string Ratio, ImageSize First, ImageSize Half, ImageSize One)[] s_sizes =
    [
        ("1:1", new(1024, 1024), new(512, 512), new(1024, 1024)),
        ("2:3", new(832, 1248), new(424, 632), new(848, 1264)),
        ("3:2", new(1248, 832), new(632, 424), new(1264, 848)),
        ("3:4", new(864, 1184), new(448, 600), new(896, 1200)),
        ("4:3", new(1184, 864), new(600, 448), new(1200, 896)),
        ("4:5", new(896, 1152), new(464, 576), new(928, 1152)),
        ("5:4", new(1152, 896), new(576, 464), new(1152, 928)),
        ("9:16", new(768, 1344), new(384, 688), new(768, 1376)),
        ("16:9", new(1344, 768), new(688, 384), new(1376, 768)),
        ("21:9", new(1536, 672), new(792, 336), new(1584, 672)),
        ("1:4", new(512, 2048), new(256, 1024), new(512, 2048)),
        ("4:1", new(2048, 512), new(1024, 256), new(2048, 512)),
        ("1:8", new(384, 3072), new(192, 1536), new(384, 3072)),
        ("8:1", new(3072, 384), new(1536, 192), new(3072, 384)),
    ];

    /// <summary>The size that a request gets; an input image gives the ratio where none is asked for.</summary>
    public static ImageSize Of(ImageConfig? config, ModelEntry model, ImageSize? input)
    {
        string ratio = config?.AspectRatio ?? (input is { } size ? NearestRatio(size) : DefaultRatio);
        int row = Array.FindIndex(s_sizes, s => s.Ratio == ratio);
        (_, ImageSize first, ImageSize half, ImageSize one) = s_sizes[Math.Max(row, 0)];
        if (IsFirstGeneration(model))
        {
            return first;
        }

        return Step(config) switch
        {
            Resolution.Half => half,
            Resolution.Two => new ImageSize(one.Width * 2, one.Height * 2),
            Resolution.Four => new ImageSize(one.Width * 4, one.Height * 4),
            _ => one,
        };
    }

    /// <summary>The tokens that an image counts as output.</summary>
    public static int Tokens(ImageConfig? config, ModelEntry model)
    {
        bool isPro = model.Id.Contains("-pro-", StringComparison.Ordinal);
        return IsFirstGeneration(model) ? 1290 : Step(config) switch
        {
            Resolution.Half => 747,
            Resolution.Two => isPro ? 1120 : 1680,
            Resolution.Four => isPro ? 2000 : 2520,
            _ => 1120,
        };
    }

    private static bool IsFirstGeneration(ModelEntry model) => model.Traits.Family is "gemini-2.0" or "gemini-2.5";

    private static Resolution Step(ImageConfig? config) => config?.ImageSize switch
    {
        "512" or "512P" or "512PX" => Resolution.Half,
        "2K" => Resolution.Two,
        "4K" => Resolution.Four,
        _ => Resolution.One,
    };

    private static string NearestRatio(ImageSize input)
    {
        double wanted = Math.Log(input.Width / (double)input.Height);
        string nearest = DefaultRatio;
        double least = double.MaxValue;
        foreach ((string ratio, _, _, ImageSize size) in s_sizes)
        {
            double distance = Math.Abs(Math.Log(size.Width / (double)size.Height) - wanted);
            if (distance < least)
            {
                least = distance;
                nearest = ratio;
            }
        }

        return nearest;
    }

    private enum Resolution
    {
        Half,
        One,
        Two,
        Four,
    }
}
