using Castor.Engines.Emulator;
using Castor.Engines.Emulator.Images;
using Castor.Engines.Emulator.Media;
using Castor.Engines.Tests.Emulator.Media;
using Castor.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Engines.Tests.Emulator.Images;

public sealed class ImageAnswerTests
{
    private const string Prompt = "A red sports car on a mountain road";
    private const string First = "gemini-2.5-flash-image";
    private const string Pro = "gemini-3-pro-image-preview";
    private const string Flash = "gemini-3.1-flash-image-preview";

    [Theory]
    [InlineData(First, null, null, 1024, 1024)]
    [InlineData(First, "16:9", null, 1344, 768)]
    [InlineData(First, "21:9", null, 1536, 672)]
    [InlineData(First, "4:5", null, 896, 1152)]
    [InlineData(Pro, null, null, 1024, 1024)]
    [InlineData(Pro, "16:9", "1K", 1376, 768)]
    [InlineData(Pro, "3:2", "2K", 2528, 1696)]
    [InlineData(Flash, "9:16", "4K", 3072, 5504)]
    [InlineData(Flash, "1:8", "512", 192, 1536)]
    [InlineData(Flash, "8:1", "1K", 3072, 384)]
    [InlineData(Flash, "2:3", "512", 424, 632)]
    public void Create_RatioAndSize_GiveThePublishedPixels(string model, string? ratio, string? size, int width, int height)
    {
        DecodedPng png = Decode(Create(Prompt, model, ratio, size));

        Assert.Equal((width, height), (png.Width, png.Height));
        Assert.Equal(height * (width + 1), png.Rows.Length);
    }

    [Fact]
    public void Create_AnyImage_IsAWholePng()
    {
        DecodedPng png = Decode(Create(Prompt, First, "4:3", null));

        Assert.Equal(["IHDR", "PLTE", "iTXt", "iTXt", "IDAT", "IEND"], png.Types);
        Assert.True(png.Rows.Max() < png.Palette.Length / 3);
        for (int at = 0; at < png.Rows.Length; at += png.Width + 1)
        {
            Assert.Equal(0, png.Rows[at]);
        }
    }

    [Fact]
    public void Create_Prompt_StandsInTheFileAndInThePixels()
    {
        DecodedPng png = Decode(Create(Prompt, First, null, null));
        DecodedPng other = Decode(Create(Prompt + " at noon", First, null, null));

        Assert.Equal(Prompt, png.Texts["Description"]);
        Assert.True(png.Rows.Count(IsFullInk) > 5000);
        Assert.NotEqual(png.Rows.Count(IsFullInk), other.Rows.Count(IsFullInk));
    }

    [Fact]
    public void Create_SameSeed_SameBytes()
    {
        Assert.Equal(Bytes(Create(Prompt, First, null, null)), Bytes(Create(Prompt, First, null, null)));
        Assert.NotEqual(Bytes(Create(Prompt, First, null, null)), Bytes(ImageAnswer.Create(Prompt, null, Models.Find(First), 8)));
    }

    [Theory]
    [InlineData("baseline.jpg", 1184, 864)]
    [InlineData("small.png", 1248, 832)]
    [InlineData("sound.mp4", 1024, 1024)]
    public void Create_InputImage_GivesTheRatio(string file, int width, int height)
    {
        var input = new Part { InlineData = new Blob { MimeType = MediaFiles.TypeOf(file), Data = MediaFiles.Read(file) } };

        DecodedPng png = Decode(ImageAnswer.Create(Prompt, null, Models.Find(First), 7, input));

        Assert.Equal((width, height), (png.Width, png.Height));
    }

    [Theory]
    [InlineData(First, null, 1290)]
    [InlineData(Pro, null, 1120)]
    [InlineData(Pro, "2K", 1120)]
    [InlineData(Pro, "4K", 2000)]
    [InlineData(Flash, "512", 747)]
    [InlineData(Flash, "1K", 1120)]
    [InlineData(Flash, "2K", 1680)]
    [InlineData(Flash, "4K", 2520)]
    public void Tokens_Size_IsAsPublished(string model, string? size, int tokens) =>
        Assert.Equal(tokens, ImageAnswer.Tokens(new ImageConfig { ImageSize = size }, Models.Find(model)));

    [Fact]
    public void Create_AnyPrompt_IsASmallPngOfTheAskedSize()
    {
        Gen<string> prompts = Gen.Elements(
                "a", "word", "Wordwordwordwordwordwordwordwordwordwordwordwordwordword", " ", "\n", "é", "Ż", "漢", "😀", "👩‍👩‍👧", "\uD800", "\0", "…", "{}<>|")
            .ListOf().Select(string.Concat);
        Gen<string> ratios = Gen.Elements("1:1", "1:8", "8:1", "21:9", "3:4");
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 3).WithMaxTest(60), Prop.ForAll(prompts.ToArbitrary(), ratios.ToArbitrary(), (prompt, ratio) =>
        {
            Part part = Create(prompt, Flash, ratio, "512");
            DecodedPng png = Decode(part);
            Assert.Equal(png.Height * (png.Width + 1), png.Rows.Length);
            Assert.True(MediaFacts.TryRead(Bytes(part), "image/png", out MediaFacts facts) && facts.Width == png.Width);
            Assert.True(Bytes(part).Length < 200_000);
        }));
    }

    [Fact]
    public void Palette_EveryScheme_HasLegibleText()
    {
        string[] prompts = ["sunset", "night", "sea", "forest", "desert", "snow", "dawn", "lavender"];
        foreach (string prompt in prompts)
        {
            IReadOnlyList<Rgb> colours = new ImagePalette(ColourScheme.For(prompt, new EmulatorRandom(1))).Colours;
            Rgb ink = colours[ImagePalette.FooterText - 1];
            for (int i = 0; i < ImagePalette.Card; i++)
            {
                Assert.True(Contrast(ink, colours[ImagePalette.Card + i]) > 7);
            }

            Assert.True(Contrast(colours[^1], colours[ImagePalette.Card - 1]) > 4.5);
        }
    }

    private static bool IsFullInk(byte index) => index == ImagePalette.FooterText - 1;

    private static Part Create(string prompt, string model, string? ratio, string? size) =>
        ImageAnswer.Create(prompt, new ImageConfig { AspectRatio = ratio, ImageSize = size }, Models.Find(model), 7);

    private static byte[] Bytes(Part part) => part.InlineData!.Data!.Value.ToArray();

    private static DecodedPng Decode(Part part)
    {
        Assert.Equal("image/png", part.InlineData!.MimeType);
        return new DecodedPng(part.InlineData.Data!.Value.Span);
    }

    /// <summary>The contrast of two colours as WCAG 2 defines it.</summary>
    private static double Contrast(Rgb a, Rgb b)
    {
        (double high, double low) = (Math.Max(Luminance(a), Luminance(b)), Math.Min(Luminance(a), Luminance(b)));
        return (high + 0.05) / (low + 0.05);
    }

    private static double Luminance(Rgb colour) =>
        (0.2126 * Linear(colour.R)) + (0.7152 * Linear(colour.G)) + (0.0722 * Linear(colour.B));

    private static double Linear(byte channel)
    {
        double value = channel / 255.0;
        return value <= 0.03928 ? value / 12.92 : Math.Pow((value + 0.055) / 1.055, 2.4);
    }
}
