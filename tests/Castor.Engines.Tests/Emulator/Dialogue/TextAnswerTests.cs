using System.Text.Json;
using Castor.Protocol;

namespace Castor.Engines.Tests.Emulator.Dialogue;

public sealed class TextAnswerTests
{
    [Fact]
    public async Task FirstLine_OfAnyAnswer_NamesEmulatorModelAndPrompt()
    {
        string text = await Asking.Text("Why is the sky blue?");

        string first = text.Split('\n')[0];
        Assert.Contains("Castor emulator", first);
        Assert.Contains("gemini-2.5-flash", first);
        Assert.Contains("Why is the sky blue?", first);
    }

    [Fact]
    public async Task Answer_WithSystemInstruction_QuotesIt()
    {
        GenerateContentRequest request = Asking.Request("Hello there") with
        {
            SystemInstruction = new Content { Parts = [new Part { Text = "You are a cat. Your name is Neko." }] },
        };

        Assert.Contains("You are a cat. Your name is Neko.", Asking.TextOf(await Asking.Answer(request)));
    }

    [Fact]
    public async Task Answer_InThirdTurn_TellsTurnAndWhatWasSaid()
    {
        string text = Asking.TextOf(await Asking.Answer(new GenerateContentRequest
        {
            Contents = [User("My name is Bob."), Model("Nice to meet you."), User("I have two dogs."), Model("Lovely."), User("What is my name?")],
        }));

        Assert.Contains("turn 3", text);
        Assert.Contains("My name is Bob.", text);
        Assert.Contains("I have two dogs.", text);
        Assert.Contains("What is my name?", text);
    }

    [Fact]
    public async Task Answer_ToPromptOfManyWords_QuotesItShortened()
    {
        string prompt = "Begin " + string.Join(' ', Enumerable.Range(0, 100_000)) + " end";

        string text = await Asking.Text(prompt);

        Assert.True(text.Length < 2000);
        Assert.Contains("Begin 0 1 2", text);
        Assert.Contains(" … ", text);
        Assert.Contains("99999 end", text);
    }

    [Fact]
    public async Task Answer_ToPromptOfSeveralLines_QuotesItOnOneLine()
    {
        string text = await Asking.Text("alpha\n\n\tbeta\r\ngamma");

        Assert.Contains("alpha beta gamma", text.Split('\n')[0]);
    }

    [Fact]
    public async Task Answer_WithOtherSeed_IsOtherText()
    {
        string first = await Asking.Text("Tell me a story", new GenerationConfig { Seed = 1 });
        string second = await Asking.Text("Tell me a story", new GenerationConfig { Seed = 2 });

        Assert.NotEqual(first, second);
    }

    [Fact]
    public async Task Candidates_OfOneAnswer_HaveIndexesAndDifferentTexts()
    {
        GenerateContentResponse answer = await Asking.Answer(Asking.Request("Name a colour", new GenerationConfig { CandidateCount = 4 }));

        Assert.Equal([0, 1, 2, 3], answer.Candidates!.Select(c => c.Index!.Value));
        Assert.Equal(4, Enumerable.Range(0, 4).Select(i => Asking.TextOf(answer, i)).Distinct().Count());
    }

    [Fact]
    public async Task Answer_ToEmptyRequest_StillSaysWhatItIs() =>
        Assert.Contains("Castor emulator", Asking.TextOf(await Asking.Answer(new GenerateContentRequest())));

    [Fact]
    public async Task Answer_ToImage_TellsTypeAndSize()
    {
        byte[] png = Convert.FromBase64String("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVQImWNwav0CAALIAbzDqqRyAAAAAElFTkSuQmCC");
        string text = Asking.TextOf(await Asking.Answer(new GenerateContentRequest
        {
            Contents = [new Content { Parts = [new Part { InlineData = new Blob { MimeType = "image/png", Data = png } }, new Part { Text = "What is this?" }] }],
        }));

        Assert.Contains("image/png", text);
        Assert.Contains("1x1", text);
    }

    [Fact]
    public async Task Answer_ToFunctionResponses_TellsTheirValues()
    {
        string text = Asking.TextOf(await Asking.Answer(new GenerateContentRequest
        {
            Contents =
            [
                User("What's the weather in Paris and Rome?"),
                new Content { Role = "model", Parts = [new Part { FunctionCall = new FunctionCall { Name = "weather" } }] },
                new Content
                {
                    Role = "user",
                    Parts =
                    [
                        new Part { FunctionResponse = new FunctionResponse { Name = "weather", Response = Json("""{"city":"Paris","now":{"celsius":21.5,"rain":false}}""") } },
                        new Part { FunctionResponse = new FunctionResponse { Name = "clock", Response = Json("""{"output":["12:30","13:00"]}""") } },
                    ],
                },
            ],
        }));

        Assert.Contains("What's the weather in Paris and Rome?", text);
        Assert.Contains("weather returned city: Paris, now: {celsius: 21.5, rain: false}", text);
        Assert.Contains("clock returned [12:30, 13:00]", text);
    }

    private static JsonElement Json(string json) => JsonDocument.Parse(json).RootElement;

    private static Content User(string text) => new() { Role = "user", Parts = [new Part { Text = text }] };

    private static Content Model(string text) => new() { Role = "model", Parts = [new Part { Text = text }] };
}
