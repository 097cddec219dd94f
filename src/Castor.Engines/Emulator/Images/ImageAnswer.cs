using Castor.Engines.Catalog;
using Castor.Engines.Emulator.Media;
using Castor.Protocol;

namespace Castor.Engines.Emulator.Images;

/// <summary>The images that the emulator makes: real PNG files that show their prompt.</summary>
public static class ImageAnswer
{
    private const int MaxDescription = 4000;

    /// <summary>
    /// Makes an image of the asked ratio and size; where no ratio is asked for it is the input image's, else a square.
    /// The same prompt, size, model and seed give the same bytes. The prompt stands in the file as text too
    /// (<c>iTXt</c>, keyword <c>Description</c>).
    /// </summary>
    public static Part Create(string prompt, ImageConfig? config, ModelEntry model, ulong seed, Part? input = null)
    {
        ImageSize size = ImageSizes.Of(config, model, SizeOf(input));
        string text = string.IsNullOrWhiteSpace(prompt) ? "(no prompt)" : prompt;
        var random = new EmulatorRandom(seed);
        var palette = new ImagePalette(ColourScheme.For(text, random));
        var painter = new ImagePainter(size, text, $"Castor emulator - {model.Id}", random);
        using var png = new PngEncoder(size, palette.Colours);
        png.AddText("Software", "Castor emulator");
        png.AddText("Description", text.Length <= MaxDescription ? text : text[..MaxDescription]);
        byte[] row = new byte[size.Width + 1];
        for (int y = 0; y < size.Height; y++)
        {
            painter.PaintRow(y, row.AsSpan(1));
            png.AddRow(row);
        }

        return new Part { InlineData = new Blob { MimeType = "image/png", Data = png.Finish() } };
    }

    /// <summary>The tokens that such an image counts as output.</summary>
    public static int Tokens(ImageConfig? config, ModelEntry model) => ImageSizes.Tokens(config, model);

    private static ImageSize? SizeOf(Part? input) =>
        input?.InlineData is { Data: { } data } blob && MediaFacts.TryRead(data.Span, blob.MimeType ?? "", out MediaFacts facts)
            && facts is { Kind: MediaKind.Image, Width: > 0, Height: > 0 }
            ? new ImageSize(facts.Width, facts.Height)
            : null;
}
