using System.Text.Json;
using Castor.Engines.Catalog;
using Castor.Engines.Thinking;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Dialogue;

public sealed class AnswerKindTests
{
    private static readonly ToolConfig s_any = new() { FunctionCallingConfig = new FunctionCallingConfig { Mode = FunctionCallingMode.Any } };

    [Fact]
    public async Task Calls_OfThinkingModel_AreSignedOnTheFirstAlone()
    {
        IReadOnlyList<Part> parts = (await Asking.Answer(Functions("Get the weather in Paris and the time in Rome", "weather", "clock"))).Candidates![0].Content!.Parts!;

        Assert.All(parts, p => Assert.NotNull(p.FunctionCall));
        Assert.True(ThoughtSignature.IsValid(parts[0].ThoughtSignature!.Value.Span));
        Assert.All(parts.Skip(1), p => Assert.Null(p.ThoughtSignature));
    }

    [Fact]
    public async Task Calls_OfModelThatDoesNotThink_AreNotSigned()
    {
        GenerateContentResponse answer = await Asking.Answer(Functions("Get the weather in Paris", "weather"), TestModels.Flash20);

        Assert.Null(answer.Candidates![0].Content!.Parts![0].ThoughtSignature);
        Assert.Equal(FinishReason.Stop, answer.Candidates[0].FinishReason);
    }

    [Fact]
    public async Task TurnAfterFunctionResponse_IsAnsweredInText()
    {
        GenerateContentRequest asked = Functions("Get the weather in Paris", "weather");
        Content call = (await Asking.Answer(asked)).Candidates![0].Content!;
        var response = new FunctionResponse { Name = "weather", Response = JsonDocument.Parse("""{"celsius":17}""").RootElement };
        GenerateContentRequest told = asked with
        {
            Contents = [.. asked.Contents!, call, new Content { Role = "user", Parts = [new Part { FunctionResponse = response }] }],
            ToolConfig = null,
        };

        Assert.Contains("17", Asking.TextOf(await Asking.Answer(told)));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("IMAGE")]
    public async Task ImageModel_AskedForImages_DrawsAndCountsThem(string? only)
    {
        GenerateContentRequest request = Asking.Request("A cat", only is null ? null : new GenerationConfig { ResponseModalities = [new Modality(only)] });

        GenerateContentResponse answer = await Asking.Answer(request, TestModels.FlashImage25);

        IReadOnlyList<Part> parts = answer.Candidates![0].Content!.Parts!;
        Assert.Equal(only is null ? 2 : 1, parts.Count);
        Assert.Equal("image/png", parts[^1].InlineData!.MimeType);
        ModalityTokenCount image = answer.UsageMetadata!.CandidatesTokensDetails!.Single(d => d.Modality == Modality.Image);
        Assert.True(image.TokenCount > 0);
        Assert.Equal(answer.UsageMetadata.CandidatesTokenCount, answer.UsageMetadata.CandidatesTokensDetails!.Sum(d => d.TokenCount));
    }

    [Fact]
    public async Task Logprobs_OfManyRivals_AreOfDifferentTokens()
    {
        for (int seed = 0; seed < 30; seed++)
        {
            GenerateContentRequest request = Asking.Request("Hello", new GenerationConfig { Seed = seed, ResponseLogprobs = true, Logprobs = 20 });

            LogprobsResult result = (await Asking.Answer(request, TestModels.Flash20)).Candidates![0].LogprobsResult!;

            Assert.All(result.TopCandidates!, top => Assert.Equal(20, top.Candidates!.Select(c => c.Token).Distinct().Count()));
        }
    }

    [Fact]
    public async Task ImageModel_WithNothingToDraw_SaysSoAsMeasured()
    {
        GenerateContentResponse answer = await Asking.Answer(Asking.Request(""), TestModels.FlashImage25);
        GenerateContentResponse chunk = Assert.Single(await Asking.Stream(Asking.Request(""), TestModels.FlashImage25));

        Assert.Equal([new Candidate { FinishReason = FinishReason.NoImage, Index = 0 }], answer.Candidates!);
        Assert.Equal(new UsageMetadata(), answer.UsageMetadata);
        Assert.Equal(Asking.Json(answer), Asking.Json(chunk));
    }

    [Fact]
    public async Task ImageModel_AskedForTextOnly_Writes()
    {
        GenerateContentRequest request = Asking.Request("A cat", new GenerationConfig { ResponseModalities = [Modality.Text] });

        Assert.NotNull(Assert.Single((await Asking.Answer(request, TestModels.FlashImage25)).Candidates![0].Content!.Parts!).Text);
    }

    [Fact]
    public async Task SpeechModel_Speaks()
    {
        GenerateContentResponse answer = await Asking.Answer(
            Asking.Request("Say cheerfully: Have a wonderful day!", new GenerationConfig { ResponseModalities = [Modality.Audio] }), TestModels.FlashTts25);

        Assert.StartsWith("audio/L16", Assert.Single(answer.Candidates![0].Content!.Parts!).InlineData!.MimeType, StringComparison.Ordinal);
        Assert.Equal(Modality.Audio, Assert.Single(answer.UsageMetadata!.CandidatesTokensDetails!).Modality);
    }

    [Fact]
    public async Task JsonAnswer_IsJson()
    {
        string text = await Asking.Text("List two cookie recipes", new GenerationConfig { ResponseMimeType = "application/json" });

        Assert.NotEqual(JsonValueKind.Undefined, JsonDocument.Parse(text).RootElement.ValueKind);
    }

    [Fact]
    public async Task JsonAnswer_AskedForByResponseFormat_IsTheSame()
    {
        var format = new ResponseFormat { Text = new TextResponseFormat { MimeType = TextFormatMimeType.ApplicationJson } };
        string newer = await Asking.Text("A cookie", new GenerationConfig { ResponseFormat = [format] });
        string older = await Asking.Text("A cookie", new GenerationConfig { ResponseMimeType = "application/json" });

        Assert.Equal(older, newer);
    }

    [Theory]
    [InlineData(null, "standard")]
    [InlineData("flex", "flex")]
    public async Task Usage_OfGemini3_TellsServiceTier(string? asked, string told)
    {
        GenerateContentRequest request = Asking.Request("Hi") with { ServiceTier = asked is null ? null : new ServiceTier(asked) };

        Assert.Equal(told, (await Asking.Answer(request, TestModels.Pro3)).UsageMetadata!.ServiceTier!.Value.Value);
        Assert.Null((await Asking.Answer(request)).UsageMetadata!.ServiceTier);
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public async Task Stream_OfAnyKind_FoldsToUnary(string kind)
    {
        (GenerateContentRequest request, ModelEntry model) = Kind(kind);

        List<GenerateContentResponse> chunks = await Asking.Stream(request, model);

        Assert.Equal(Asking.Json(await Asking.Answer(request, model)), Asking.Json(Asking.Fold(chunks)));
        Assert.All(chunks, c => Assert.Equal(
            c.UsageMetadata!.TotalTokenCount,
            c.UsageMetadata.PromptTokenCount + (c.UsageMetadata.CandidatesTokenCount ?? 0) + (c.UsageMetadata.ThoughtsTokenCount ?? 0)
                + (c.UsageMetadata.ToolUsePromptTokenCount ?? 0)));
    }

    public static TheoryData<string> Kinds => ["calls", "calls of Gemini 3", "image", "speech", "json", "cut call", "cut json", "cut image"];

    private static (GenerateContentRequest Request, ModelEntry Model) Kind(string kind)
    {
        var limit = new GenerationConfig { MaxOutputTokens = 2, ThinkingConfig = new ThinkingConfig { ThinkingBudget = 0 } };
        return kind switch
        {
            "calls" => (Functions("Paris and Rome", "weather", "clock"), TestModels.Flash25),
            "calls of Gemini 3" => (Functions("Paris and Rome", "weather", "clock"), TestModels.Pro3),
            "cut call" => (Functions("Paris", "weather") with { GenerationConfig = limit }, TestModels.Flash25),
            "json" => (Asking.Request("A cookie", new GenerationConfig { ResponseMimeType = "application/json" }), TestModels.Flash25),
            "cut json" => (Asking.Request("A cookie", limit with { ResponseMimeType = "application/json" }), TestModels.Flash25),
            "image" => (Asking.Request("A cat"), TestModels.FlashImage25),
            "speech" => (Asking.Request("Hello"), TestModels.FlashTts25),
            "cut image" => (Asking.Request("A cat", new GenerationConfig { MaxOutputTokens = 100 }), TestModels.FlashImage25),
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
    }

    private static GenerateContentRequest Functions(string prompt, params string[] names) => Asking.Request(prompt) with
    {
        Tools =
        [
            new Tool
            {
                FunctionDeclarations =
                [
                    .. names.Select(n => new FunctionDeclaration
                    {
                        Name = n,
                        Description = $"Tells the {n} of a city",
                        Parameters = new Schema
                        {
                            Type = SchemaType.Object,
                            Properties = new Dictionary<string, Schema> { ["city"] = new Schema { Type = SchemaType.String } },
                            Required = ["city"],
                        },
                    }),
                ],
            },
        ],
        ToolConfig = s_any,
    };
}
