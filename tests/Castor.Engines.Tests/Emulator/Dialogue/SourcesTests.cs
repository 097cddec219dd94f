using System.Text;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Dialogue;

public sealed class SourcesTests
{
    private static readonly Tool s_search = new() { GoogleSearch = new GoogleSearch() };
    private static readonly Tool s_pages = new() { UrlContext = new EmptyMessage() };

    [Theory]
    [InlineData("What's the weather in London?")]
    [InlineData("東京の天気は？")]
    [InlineData("Wie ist das Wetter in Köln? 🌧️")]
    public async Task Grounding_OfSearchedAnswer_PointsAtItsBytes(string prompt)
    {
        GenerateContentResponse answer = await Asking.Answer(With(prompt, s_search));

        GroundingMetadata grounding = answer.Candidates![0].GroundingMetadata!;
        byte[] text = Encoding.UTF8.GetBytes(Asking.TextOf(answer));
        Assert.Equal([prompt], grounding.WebSearchQueries!);
        Assert.Contains("mulated", grounding.GroundingChunks![0].Web!.Title);
        Assert.NotEmpty(grounding.GroundingSupports!);
        foreach (GroundingSupport support in grounding.GroundingSupports!)
        {
            Segment segment = support.Segment!;
            Assert.Equal(segment.Text, Encoding.UTF8.GetString(text, segment.StartIndex!.Value, segment.EndIndex!.Value - segment.StartIndex.Value));
            Assert.All(support.GroundingChunkIndices!, i => Assert.InRange(i, 0, grounding.GroundingChunks.Count - 1));
        }
    }

    [Fact]
    public async Task Grounding_OfCutAnswer_StaysWithinItsText()
    {
        GenerateContentRequest request = With("What's new?", s_search) with { GenerationConfig = new GenerationConfig { MaxOutputTokens = 60, StopSequences = ["Castor"] } };

        GenerateContentResponse answer = await Asking.Answer(request, TestModels.Flash20);

        Assert.Null(answer.Candidates![0].GroundingMetadata!.GroundingSupports);
    }

    [Fact]
    public async Task Stream_OfSearchedAnswer_GroundsInLastChunk()
    {
        GenerateContentRequest request = With("What's new?", s_search);

        List<GenerateContentResponse> chunks = await Asking.Stream(request);

        Assert.All(chunks.SkipLast(1), c => Assert.Equal(new GroundingMetadata(), c.Candidates![0].GroundingMetadata));
        Assert.NotNull(chunks[^1].Candidates![0].GroundingMetadata!.GroundingChunks);
        Assert.Equal(Asking.Json(await Asking.Answer(request)), Asking.Json(Asking.Fold(chunks)));
    }

    [Fact]
    public async Task Pages_OfPrompt_AreToldWithTheirStatus()
    {
        const string Prompt = "Compare https://example.com/a, https://missing.invalid/x and (https://example.org/paywall). See https://example.com/a.";

        GenerateContentResponse answer = await Asking.Answer(With(Prompt, s_pages));

        Assert.Equal(
            [
                ("https://example.com/a", UrlRetrievalStatus.Success),
                ("https://missing.invalid/x", UrlRetrievalStatus.Error),
                ("https://example.org/paywall", UrlRetrievalStatus.Paywall),
            ],
            answer.Candidates![0].UrlContextMetadata!.UrlMetadata!.Select(m => (m.RetrievedUrl!, m.UrlRetrievalStatus!.Value)));
        Assert.Contains("nothing was fetched", Asking.TextOf(answer));
        Assert.Equal(3 * 256, answer.UsageMetadata!.ToolUsePromptTokenCount);
    }

    [Fact]
    public async Task Stream_OfPages_TellsThemInFirstChunk()
    {
        GenerateContentRequest request = With("Read https://example.com", s_pages);

        List<GenerateContentResponse> chunks = await Asking.Stream(request);

        Assert.NotNull(chunks[0].Candidates![0].UrlContextMetadata);
        Assert.Null(chunks[^1].Candidates![0].UrlContextMetadata);
        Assert.Equal(Asking.Json(await Asking.Answer(request)), Asking.Json(Asking.Fold(chunks)));
    }

    [Fact]
    public async Task Answer_WithoutUrlInPrompt_HasNoUrlContext() =>
        Assert.Null((await Asking.Answer(With("Hello", s_pages))).Candidates![0].UrlContextMetadata);

    private static GenerateContentRequest With(string prompt, Tool tool) => Asking.Request(prompt) with { Tools = [tool] };
}
