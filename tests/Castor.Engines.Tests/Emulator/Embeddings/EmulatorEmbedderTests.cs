using Castor.Engines.Emulator.Embeddings;
using Castor.Engines.Tests.Emulator.Media;
using Castor.Protocol;
using FsCheck;
using FsCheck.Fluent;

namespace Castor.Engines.Tests.Emulator.Embeddings;

public sealed class EmulatorEmbedderTests(ITestOutputHelper output)
{
    private const string Model = "gemini-embedding-001";
    private const string Multimodal = "gemini-embedding-2";

    [Theory]
    [InlineData(3072)]
    [InlineData(768)]
    [InlineData(128)]
    public async Task Embed_Triples_NearerTextsAreNearer(int length)
    {
        int right = 0;
        foreach ((string text, string near, string far) in Triples.All)
        {
            float[] vector = await Embed(text, length);
            double toNear = Dot(vector, await Embed(near, length));
            double toFar = Dot(vector, await Embed(far, length));
            right += toNear > toFar ? 1 : 0;
            output.WriteLine($"{(toNear > toFar ? "    " : "MISS")} {toNear:0.000} {toFar:0.000} {text}");
        }

        output.WriteLine($"{right} of {Triples.All.Count} at {length}");
        Assert.True(Triples.All.Count >= 40);
        Assert.True(right > 0.9 * Triples.All.Count, $"{right} of {Triples.All.Count}");
    }

    [Fact]
    public async Task Embed_SameText_SameVector() => Assert.Equal(await Embed("Hello, world!", 768), await Embed("Hello, world!", 768));

    [Fact]
    public async Task Embed_NoLength_IsTheModelsOwn() => Assert.Equal(3072, (await Embed("Hello", null)).Length);

    [Fact]
    public void Embed_AnyTextAndLength_HasNormOneAndIsThePrefix()
    {
        Gen<string> texts = Gen.Elements("dog", "House ", "é", "漢", "😀", "\uD800", " ", "", "2026", "running", "\n").ListOf().Select(string.Concat);
        Check.One(Config.QuickThrowOnFailure.WithReplay(20261121, 9).WithMaxTest(300), Prop.ForAll(texts.ToArbitrary(), Gen.Choose(1, 3072).ToArbitrary(), (text, length) =>
        {
            float[] vector = Embed(text, length).GetAwaiter().GetResult();
            float[] whole = Embed(text, 3072).GetAwaiter().GetResult();
            Assert.Equal(length, vector.Length);
            Assert.Equal(1, Math.Sqrt(Dot(vector, vector)), 5);
            double norm = Math.Sqrt(Dot(whole[..length], whole[..length]));
            for (int i = 0; i < length && norm > 0; i++)
            {
                Assert.True(Math.Abs((whole[i] / norm) - vector[i]) < 1e-5);
            }
        }));
    }

    [Fact]
    public async Task Embed_Misspelling_StaysNearerThanAnotherWord()
    {
        float[] word = await Embed("restaurant", 768);

        Assert.True(Dot(word, await Embed("restaraunt", 768)) > Dot(word, await Embed("parliament", 768)) + 0.2);
    }

    [Fact]
    public async Task Embed_WordOrder_MattersALittle()
    {
        double swapped = Dot(await Embed("the dog bites the man", 768), await Embed("the man bites the dog", 768));

        Assert.InRange(swapped, 0.8, 0.9999);
    }

    [Fact]
    public async Task Embed_TaskType_MovesTheVectorMildly()
    {
        float[] plain = await Embed("How do I bake bread?", 768);
        float[] query = (await Embed(new EmbedContentRequest { Content = Text("How do I bake bread?"), TaskType = TaskType.RetrievalQuery, OutputDimensionality = 768 })).Embedding!.Values!;

        Assert.InRange(Dot(plain, query), 0.95, 0.9999);
    }

    [Fact]
    public async Task Embed_Title_PullsTowardsItsSubject()
    {
        float[] subject = await Embed("football", 768);
        float[] plain = await Embed("They met again in June.", 768);
        float[] titled = (await Embed(new EmbedContentRequest
        {
            Content = Text("They met again in June."),
            Title = "The football cup",
            TaskType = TaskType.RetrievalDocument,
            OutputDimensionality = 768,
        })).Embedding!.Values!;

        Assert.True(Dot(subject, titled) > Dot(subject, plain) + 0.1);
    }

    [Fact]
    public async Task Embed_InstructionOfNewerModels_IsNotPartOfTheMeaning() =>
        Assert.True(Dot(await Embed("task: search result | query: red shoes", 768), await Embed("red shoes", 768)) > 0.999);

    [Fact]
    public async Task Embed_Usage_CountsTheTokens()
    {
        EmbedContentResponse response = await Embed(new EmbedContentRequest { Content = Text("The quick brown fox jumps over the lazy dog.") });

        Assert.Equal(10, response.UsageMetadata!.PromptTokenCount);
    }

    [Fact]
    public async Task Embed_EditedImage_StaysNearerThanAnotherFile()
    {
        byte[] file = MediaFiles.Read("sound.avi");
        byte[] edited = [.. file];
        edited[5000] ^= 0xFF;

        float[] vector = await EmbedFile(file, "video/avi");

        Assert.True(Dot(vector, await EmbedFile(edited, "video/avi")) > 0.9);
        Assert.True(Dot(vector, await EmbedFile(MediaFiles.Read("plain3.pdf"), "application/pdf")) < 0.7);
        Assert.True(Dot(await EmbedFile(MediaFiles.Read("lossy.webp"), "image/webp"), await EmbedFile(MediaFiles.Read("lossless.webp"), "image/webp"))
            > Dot(await EmbedFile(MediaFiles.Read("lossy.webp"), "image/webp"), await EmbedFile(MediaFiles.Read("short.flac"), "audio/flac")));
    }

    private static Content Text(string text) => new() { Parts = [new Part { Text = text }] };

    private static async Task<float[]> Embed(string text, int? length) =>
        (await Embed(new EmbedContentRequest { Content = Text(text), OutputDimensionality = length })).Embedding!.Values!;

    private static async Task<float[]> EmbedFile(byte[] data, string mimeType)
    {
        var content = new Content { Parts = [new Part { InlineData = new Blob { MimeType = mimeType, Data = data } }] };
        return (await Embed(new EmbedContentRequest { Content = content }, Multimodal)).Embedding!.Values!;
    }

    private static async Task<EmbedContentResponse> Embed(EmbedContentRequest request, string model = Model) =>
        await new EmulatorEmbedder().EmbedAsync(new EmbeddingCall { Request = request, Model = Models.Find(model) }, TestContext.Current.CancellationToken);

    private static double Dot(float[] a, float[] b)
    {
        double sum = 0;
        for (int i = 0; i < a.Length; i++)
        {
            sum += (double)a[i] * b[i];
        }

        return sum;
    }
}
