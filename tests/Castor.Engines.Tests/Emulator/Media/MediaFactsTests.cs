using Castor.Engines.Emulator.Media;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Engines.Tests.Emulator.Media;

public sealed class MediaFactsTests
{
    private const double TestSeconds = 0.1;

    public static TheoryData<string, string> Described => new()
    {
        { "small.png", "PNG image, 48x32" },
        { "baseline.jpg", "JPEG image, 64x48" },
        { "lossy.webp", "WebP image, 50x34" },
        { "lossless.webp", "WebP image, 50x34" },
        { "alpha.webp", "WebP image, 52x36" },
        { "animated.gif", "GIF image, 40x30" },
        { "bitmap.bmp", "BMP image, 32x16" },
        { "plain3.pdf", "PDF document, 3 pages" },
        { "updated3.pdf", "PDF document, 3 pages" },
        { "objects7.pdf", "PDF document, 7 pages" },
        { "linearised7.pdf", "PDF document, 7 pages" },
        { "linearised-objects7.pdf", "PDF document, 7 pages" },
        { "sound.mp4", "MP4 video, 64x32, 1.6 s" },
        { "silent.mov", "MOV video, 64x32, 2.0 s" },
        { "sound.avi", "AVI video, 32x16, 1.0 s" },
        { "clip.flv", "FLV video" },
        { "clip.ts", "MPEG-TS video" },
        { "theora.ogv", "Ogg video, 32x16, 1.0 s" },
    };

    public static TheoryData<string, double> Durations => new()
    {
        { "short.wav", 0.25 },
        { "streamed.wav", 0.25 },
        { "short.aiff", 0.2 },
        { "constant.mp3", 1 },
        { "variable.mp3", 1 },
        { "adts.aac", 1 },
        { "short.flac", 0.5 },
        { "vorbis.ogg", 1 },
        { "opus.ogg", 1 },
        { "tone.m4a", 1 },
        { "tone.webm", 1 },
        { "sound.webm", 1 },
        { "streamed.webm", 2 },
    };

    [Theory]
    [MemberData(nameof(Described))]
    public void Describe_RealFile_TellsItsHeaders(string name, string text)
    {
        Assert.True(MediaFacts.TryRead(MediaFiles.Read(name), MediaFiles.TypeOf(name), out MediaFacts facts));
        Assert.Equal(text, facts.Describe());
    }

    [Theory]
    [MemberData(nameof(Durations))]
    public void TryRead_RealSound_TellsItsDuration(string name, double seconds)
    {
        Assert.True(MediaFacts.TryRead(MediaFiles.Read(name), MediaFiles.TypeOf(name), out MediaFacts facts));
        Assert.InRange(facts.Seconds, seconds - TestSeconds, seconds + TestSeconds);
    }

    [Theory]
    [InlineData("sound.mp4", true)]
    [InlineData("sound.webm", true)]
    [InlineData("sound.avi", true)]
    [InlineData("silent.mov", false)]
    [InlineData("streamed.webm", false)]
    public void TryRead_Video_TellsWhetherItSounds(string name, bool sounds)
    {
        Assert.True(MediaFacts.TryRead(MediaFiles.Read(name), MediaFiles.TypeOf(name), out MediaFacts facts));
        Assert.Equal(MediaKind.Video, facts.Kind);
        Assert.Equal(sounds, facts.HasSound);
    }

    [Theory]
    [InlineData("heic", "HEIC image, 4032x3024")]
    [InlineData("avif", "AVIF image, 4032x3024")]
    public void Describe_ImageInBoxes_TellsTheLargestSize(string brand, string text)
    {
        byte[] file =
        [
            .. Box("ftyp", [.. Ascii(brand), 0, 0, 0, 0]),
            .. Box("meta", [0, 0, 0, 0, .. Box("iprp", Box("ipco", [.. Size(512, 512), .. Size(4032, 3024), .. Size(320, 240)]))]),
        ];

        Assert.True(MediaFacts.TryRead(file, "image/heic", out MediaFacts facts));
        Assert.Equal(text, facts.Describe());
    }

    [Fact]
    public void TryRead_RawSamples_TakesTheRateOfTheType()
    {
        Assert.True(MediaFacts.TryRead(new byte[32_000], "audio/L16;codec=pcm;rate=16000", out MediaFacts facts));
        Assert.Equal(1, facts.Seconds);
    }

    [Theory]
    [InlineData("small.png", "image/jpeg", true)]
    [InlineData("small.png", "application/pdf", false)]
    [InlineData("plain3.pdf", "image/png", false)]
    [InlineData("sound.mp4", "image/png", false)]
    [InlineData("sound.mp4", "audio/mp4", true)]
    [InlineData("short.wav", "audio/mp3", true)]
    public void TryRead_OtherTypeThanTold_FailsWhereTheKindDiffers(string name, string mimeType, bool fits)
    {
        Assert.Equal(fits, MediaFacts.TryRead(MediaFiles.Read(name), mimeType, out MediaFacts facts));
        Assert.NotNull(facts);
    }

    [Fact]
    public void TryRead_UnknownBytes_FailsWithoutFacts()
    {
        Assert.False(MediaFacts.TryRead("not a file at all"u8, "image/png", out MediaFacts facts));
        Assert.Null(facts);
    }

    [Fact]
    public void TryRead_MutatedFiles_NeverThrows()
    {
        Gen<byte[]> mutated =
            from name in Gen.Elements(MediaFiles.Names.ToArray())
            from cut in Gen.Choose(0, 4000)
            from places in Gen.ListOf(Gen.Zip(Gen.Choose(0, 3000), Gen.Elements<byte>(0, 1, 0x7F, 0x80, 0xFF)))
            select Mutate(MediaFiles.Read(name), cut, places);
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 11).WithMaxTest(5000), Prop.ForAll(mutated.ToArbitrary(), data =>
        {
            foreach (string type in (string[])["image/png", "audio/L16;rate=1", "application/pdf"])
            {
                if (MediaFacts.TryRead(data, type, out MediaFacts facts))
                {
                    Assert.True(facts.Seconds >= 0 && double.IsFinite(facts.Seconds));
                    Assert.True(facts.Width >= 0 && facts.Height >= 0 && facts.Pages >= 0);
                    Assert.NotEmpty(facts.Describe());
                }
            }
        }));
    }

    [Theory]
    [InlineData("%PDF-", "/Type/Pages<<")]
    [InlineData("%PDF-", "/Type/ObjStm stream endstream")]
    [InlineData("%PDF-", "/Type/ObjStm ")]
    [InlineData("%PDF-", "/Type          ")]
    [InlineData("RIFF\0\0\0\0WAVE", "junk\0\0\0\0")]
    [InlineData("\0\0\0\u0008ftyp", "\0\0\0\u0008trak")]
    [InlineData("\u001aE\u00df\u00a3\u0080", "\u00a3\u0080")]
    [InlineData("ID3\0\0\0\0\0\0\0", "\u00ff\u00fb\u0014\0")]
    [InlineData("\u00ff\u00d8", "\u00ff\u00e0\0\u0002")]
    public void TryRead_HostileRepetition_Ends(string start, string repeated)
    {
        byte[] data = [.. Latin(start), .. Latin(string.Concat(Enumerable.Repeat(repeated, 8_000_000 / repeated.Length)))];

        bool isRead = MediaFacts.TryRead(data, "video/mp4", out MediaFacts facts);

        // Quadratic work on eight megabytes would not end today.
        Assert.True(!isRead || double.IsFinite(facts.Seconds));
    }

    private static byte[] Mutate(byte[] file, int cut, IEnumerable<(int At, byte Value)> places)
    {
        byte[] data = file[..Math.Min(cut, file.Length)];
        foreach ((int at, byte value) in places)
        {
            if (at < data.Length)
            {
                data[at] = value;
            }
        }

        return data;
    }

    private static byte[] Box(string type, byte[] content) => [.. BigEndian(content.Length + 8), .. Ascii(type), .. content];

    private static byte[] Size(int width, int height) => Box("ispe", [0, 0, 0, 0, .. BigEndian(width), .. BigEndian(height)]);

    private static byte[] BigEndian(int value) => [(byte)(value >> 24), (byte)(value >> 16), (byte)(value >> 8), (byte)value];

    private static byte[] Ascii(string text) => System.Text.Encoding.ASCII.GetBytes(text);

    private static byte[] Latin(string text) => System.Text.Encoding.Latin1.GetBytes(text);
}
