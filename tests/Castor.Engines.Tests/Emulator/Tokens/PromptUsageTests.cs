using System.Text;
using System.Text.Json;
using Castor.Engines.Emulator.Tokens;
using Castor.Engines.Tests.Emulator.Media;
using Castor.Protocol;
using Castor.Protocol.Json;

namespace Castor.Engines.Tests.Emulator.Tokens;

public sealed class PromptUsageTests
{
    private const int TextTokens = 2;

    [Theory]
    [InlineData("gemini-2.5-flash", 258)]
    [InlineData("gemini-2.5-flash-image", 258)]
    [InlineData("gemini-3-pro-image-preview", 258)]
    [InlineData("gemini-3.1-flash-image-preview", 258)]
    [InlineData("gemini-3-pro-preview", 1120)]
    [InlineData("gemini-2.0-flash", 258)]
    public void Count_SmallImage_IsTheModelsUnit(string model, int tokens)
    {
        PromptUsage usage = Count(model, File("small.png"));

        Assert.Equal(tokens + TextTokens, usage.Total);
        Assert.Equal([("TEXT", TextTokens), ("IMAGE", tokens)], Details(usage));
    }

    [Theory]
    [InlineData(384, 384, 1)]
    [InlineData(960, 540, 6)]
    [InlineData(385, 100, 2)]
    [InlineData(700, 1003, 6)]
    [InlineData(768, 768, 4)]
    [InlineData(3000, 2000, 12)]
    public void Count_LargeImageOnGemini20_IsCutIntoTiles(int width, int height, int tiles)
    {
        Assert.Equal((tiles * 258) + TextTokens, Count("gemini-2.0-flash", Png(width, height)).Total);
        Assert.Equal(258 + TextTokens, Count("gemini-2.5-flash", Png(width, height)).Total);
    }

    [Theory]
    [InlineData("MEDIA_RESOLUTION_LOW", 280)]
    [InlineData("MEDIA_RESOLUTION_MEDIUM", 560)]
    [InlineData("MEDIA_RESOLUTION_HIGH", 1120)]
    public void Count_ResolutionOfTheRequest_SetsTheImagesCost(string resolution, int tokens)
    {
        GenerateContentRequest request = Request(File("small.png")) with
        {
            GenerationConfig = new GenerationConfig { MediaResolution = MediaResolution.FromName(resolution) },
        };

        Assert.Equal(tokens + TextTokens, PromptUsage.Count(request, Models.Find("gemini-3-pro-preview")).Total);
    }

    [Fact]
    public void Count_ResolutionOfThePart_WinsOverTheRequests()
    {
        Part image = File("small.png") with { MediaResolution = new PartMediaResolution { Level = PartMediaResolutionLevel.UltraHigh } };
        GenerateContentRequest request = Request(image) with { GenerationConfig = new GenerationConfig { MediaResolution = MediaResolution.Low } };

        Assert.Equal(2240 + TextTokens, PromptUsage.Count(request, Models.Find("gemini-3-pro-preview")).Total);
    }

    [Fact]
    public void Count_Audio_Is32ASecond() =>
        Assert.Equal([("TEXT", TextTokens), ("AUDIO", 16)], Details(Count("gemini-2.5-flash", File("short.flac"))));

    [Fact]
    public void Count_SilentVideo_Is263ASecond() =>
        Assert.Equal([("TEXT", TextTokens), ("VIDEO", 2 * 263)], Details(Count("gemini-2.5-flash", File("silent.mov"))));

    [Fact]
    public void Count_VideoWithSound_HasBothModalities() =>
        Assert.Equal([("TEXT", TextTokens), ("VIDEO", 2 * 263), ("AUDIO", 50)], Details(Count("gemini-2.5-flash", File("sound.mp4"))));

    [Fact]
    public void Count_ClipOfAVideo_CountsItsFramesAlone()
    {
        Part video = File("silent.mov") with
        {
            VideoMetadata = new VideoMetadata { StartOffset = new ProtoDuration(1, 0), Fps = 5 },
        };

        Assert.Equal([("TEXT", TextTokens), ("VIDEO", (5 * 258) + 5)], Details(Count("gemini-2.5-flash", video)));
    }

    [Fact]
    public void Count_VideoOnGemini3_Is70AFrame() =>
        Assert.Equal([("TEXT", TextTokens), ("VIDEO", 2 * 70)], Details(Count("gemini-3-flash-preview", File("silent.mov"))));

    [Fact]
    public void Count_Document_IsByPage()
    {
        Assert.Equal([("TEXT", TextTokens), ("DOCUMENT", 7 * 258)], Details(Count("gemini-2.5-flash", File("objects7.pdf"))));
        Assert.Equal([("TEXT", TextTokens), ("IMAGE", 7 * 560)], Details(Count("gemini-3-pro-preview", File("objects7.pdf"))));
    }

    [Fact]
    public void Count_TextFile_IsText()
    {
        Part file = new() { InlineData = new Blob { MimeType = "text/plain", Data = Encoding.UTF8.GetBytes("The quick brown fox") } };

        Assert.Equal([("TEXT", TextTokens + 4)], Details(Count("gemini-2.5-flash", file)));
    }

    [Theory]
    [InlineData("utf-8")]
    [InlineData("utf-16")]
    [InlineData("utf-16BE")]
    public void Count_TextFileWithByteOrderMark_IsTheTextBehindIt(string name)
    {
        var encoding = Encoding.GetEncoding(name);
        Part file = new() { InlineData = new Blob { MimeType = "text/csv", Data = (byte[])[.. encoding.GetPreamble(), .. encoding.GetBytes("The quick brown fox")] } };

        Assert.Equal([("TEXT", TextTokens + 4)], Details(Count("gemini-2.5-flash", file)));
    }

    [Fact]
    public void Count_FileByUri_IsTheGuess()
    {
        Part video = new() { FileData = new FileData { FileUri = "https://www.youtube.com/watch?v=x" } };
        Part image = new() { FileData = new FileData { FileUri = "https://example.com/x", MimeType = "image/png" } };

        Assert.Equal([("TEXT", TextTokens), ("VIDEO", 60 * 263), ("AUDIO", 60 * 32)], Details(Count("gemini-2.5-flash", video)));
        Assert.Equal([("TEXT", TextTokens), ("IMAGE", 258)], Details(Count("gemini-2.5-flash", image)));
    }

    [Fact]
    public void Count_SystemInstruction_IsAdded()
    {
        GenerateContentRequest request = Request(new Part { Text = " more" }) with { SystemInstruction = new Content { Parts = [new Part { Text = "Be brief." }] } };

        Assert.Equal(TextTokens + 1 + 3, PromptUsage.Count(request, Models.Find("gemini-2.5-flash")).Total);
    }

    [Fact]
    public void Count_NestedSchema_CountsEveryProperty()
    {
        string shallow = """{"type":"object","properties":{"city":{"type":"string"}}}""";
        string deep = """{"type":"object","properties":{"place":{"type":"object","properties":{"city":{"type":"string","description":"Its name"}}},"day":{"enum":["Monday"]}}}""";

        int first = PromptUsage.Count(WithTool(shallow), Models.Find("gemini-2.5-flash")).Total;
        int second = PromptUsage.Count(WithTool(deep), Models.Find("gemini-2.5-flash")).Total;

        // Two properties more, the words "place" and "day", two of a description and one of an enumeration.
        Assert.Equal(first + (2 * 13) + 2 + 2 + 1, second);
    }

    [Fact]
    public void Details_AnyRequest_SumToTheTotal()
    {
        foreach (WireSamples.Exchange exchange in WireSamples.Exchanges())
        {
            PromptUsage usage = PromptUsage.Count(exchange.Request, Models.Find("gemini-2.5-flash"));

            Assert.Equal(usage.Total, usage.Details.Sum(d => d.TokenCount!.Value));
        }
    }

    [Fact]
    public void TextDetails_SameCount_IsTheSameList() => Assert.Same(PromptUsage.TextDetails(12), PromptUsage.TextDetails(12));

    private static PromptUsage Count(string model, Part media) => PromptUsage.Count(Request(media), Models.Find(model));

    private static GenerateContentRequest Request(Part media) =>
        new() { Contents = [new Content { Role = "user", Parts = [new Part { Text = "See this" }, media] }] };

    private static GenerateContentRequest WithTool(string schema) => Request(new Part { Text = "" }) with
    {
        Tools = [new Tool { FunctionDeclarations = [new FunctionDeclaration { Name = "f", ParametersJsonSchema = JsonDocument.Parse(schema).RootElement }] }],
    };

    private static Part File(string name) =>
        new() { InlineData = new Blob { MimeType = MediaFiles.TypeOf(name), Data = MediaFiles.Read(name) } };

    private static Part Png(int width, int height)
    {
        byte[] png = MediaFiles.Read("small.png");
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return new Part { InlineData = new Blob { MimeType = "image/png", Data = png } };
    }

    private static IEnumerable<(string Modality, int Tokens)> Details(PromptUsage usage) =>
        usage.Details.Select(d => (d.Modality!.Value.Value, d.TokenCount!.Value));
}
