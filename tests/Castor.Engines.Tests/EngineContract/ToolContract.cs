using Castor.Protocol;

namespace Castor.Engines.Tests.EngineContract;

/// <summary>Function calls: modes, names that are allowed, ids, parallel calls and responses.</summary>
public abstract class ToolContract(ContractFixture fixture)
{
    [Fact]
    public async Task Auto_APromptThatFits_CallsWithItsArguments()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Asked(ContractFixture.CallPrompt, "AUTO"));

        FunctionCall call = Assert.Single(Reading.CallsOf(answer));
        Assert.Equal("get_weather", call.Name);
        Assert.Equal("Paris", call.Args!.Value.GetProperty("city").GetString());
        Assert.Equal(FinishReason.Stop, answer.Candidates![0].FinishReason);
        Assert.Empty(Reading.TextOf(answer));
    }

    [Fact]
    public async Task Auto_APromptThatFitsNone_AnswersInText()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Asked("Hello", "AUTO"));

        Assert.Empty(Reading.CallsOf(answer));
        Assert.NotEmpty(Reading.TextOf(answer));
    }

    [Fact]
    public async Task None_APromptThatFits_CallsNothing()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Asked(ContractFixture.CallPrompt, "NONE"));

        Assert.Empty(Reading.CallsOf(answer));
        Assert.NotEmpty(Reading.TextOf(answer));
    }

    [Fact]
    public async Task Any_APromptThatFitsNone_CallsAllTheSame()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Asked("Hello", "ANY"));

        Assert.NotEmpty(Reading.CallsOf(answer));
        Assert.All(Reading.CallsOf(answer), c => Assert.Contains(c.Name, (string[])["get_weather", "add"]));
        Assert.Empty(Reading.TextOf(answer));
    }

    [Theory]
    [InlineData("files:read")]
    [InlineData("files.read-all_2")]
    public async Task Any_ANameWithPunctuation_IsCalled(string name)
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(
            $$"""{"contents":[{"role":"user","parts":[{"text":"Hello"}]}],"tools":[{"functionDeclarations":[{"name":"{{name}}","description":"d"}]}],"toolConfig":{"functionCallingConfig":{"mode":"ANY"} } }""");

        Assert.NotEmpty(Reading.CallsOf(answer));
        Assert.All(Reading.CallsOf(answer), c => Assert.Equal(name, c.Name));
    }

    [Fact]
    public async Task Tools_OneThatIsEmpty_AreNone()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Reading.Ask("Hello", more: ",\"tools\":[{}]"));

        Assert.NotEmpty(Reading.TextOf(answer));
    }

    [Fact]
    public async Task Any_CutByTheLimit_EndsWithMaxTokens()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Asked(ContractFixture.CallPrompt, "ANY", config: "\"maxOutputTokens\":2"));

        Assert.Equal(FinishReason.MaxTokens, answer.Candidates![0].FinishReason);
        Assert.Empty(Reading.CallsOf(answer));
    }

    [Fact]
    public async Task Any_AllowedNames_CallsNoOther()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Asked("Add 3 and 4", "ANY", ",\"allowedFunctionNames\":[\"add\"]"));

        Assert.NotEmpty(Reading.CallsOf(answer));
        Assert.All(Reading.CallsOf(answer), c => Assert.Equal("add", c.Name));
    }

    [Fact]
    public async Task Auto_TwoThingsAtOnce_CallsInParallel()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Asked(ContractFixture.ParallelPrompt, "AUTO"));

        IReadOnlyList<FunctionCall> calls = Reading.CallsOf(answer);
        Assert.Equal(["Paris", "London"], calls.Select(c => c.Args!.Value.GetProperty("city").GetString()));
        Assert.Equal(fixture.GivesCallIds ? 2 : 1, calls.Select(c => c.Id).Distinct().Count());
        Assert.All(calls, c => Assert.Equal(fixture.GivesCallIds, c.Id is { Length: > 0 }));
    }

    [Fact]
    public async Task Seed_TheSame_GivesTheSameIdsAndAnotherTurnOthers()
    {
        string request = Reading.Ask("Hello", "\"temperature\":1,\"seed\":5", $",\"tools\":{ContractFixture.Tools},\"toolConfig\":{{\"functionCallingConfig\":{{\"mode\":\"ANY\"}}}}");
        string another = request.Replace("Hello", "Hello again", StringComparison.Ordinal);

        GenerateContentResponse first = await fixture.AnswerAsync(request);
        GenerateContentResponse second = await fixture.AnswerAsync(request);
        GenerateContentResponse third = await fixture.AnswerAsync(another);

        Assert.Equal(first.ResponseId, second.ResponseId);
        Assert.Equal(Reading.CallsOf(first).Select(c => c.Id), Reading.CallsOf(second).Select(c => c.Id));
        Assert.NotEqual(first.ResponseId, third.ResponseId);
        if (fixture.GivesCallIds)
        {
            Assert.Empty(Reading.CallsOf(first).Select(c => c.Id).Intersect(Reading.CallsOf(third).Select(c => c.Id)));
        }
    }

    [Fact]
    public async Task Stream_ACall_IsOnePart()
    {
        List<GenerateContentResponse> chunks = await fixture.StreamAsync(Asked(ContractFixture.CallPrompt, "AUTO"));

        Part part = Assert.Single(chunks.SelectMany(c => c.Candidates![0].Content?.Parts ?? []), p => p.FunctionCall is not null);
        Assert.Equal("Paris", part.FunctionCall!.Args!.Value.GetProperty("city").GetString());
        Assert.Equal(FinishReason.Stop, chunks[^1].Candidates![0].FinishReason);
    }

    [Fact]
    public async Task FunctionResponse_AfterACall_IsAnsweredInText()
    {
        GenerateContentResponse answer = await fixture.AnswerAsync(Responded("""{"functionCall":{"name":"get_weather","args":{"city":"Paris"}}}""", """{"functionResponse":{"name":"get_weather","response":{"temperature":21}}}"""));

        Assert.Empty(Reading.CallsOf(answer));
        Assert.Contains("21", Reading.TextOf(answer), StringComparison.Ordinal);
    }

    private static string Asked(string prompt, string mode, string more = "", string config = "\"temperature\":0") => Reading.Ask(
        prompt, config, more: $",\"tools\":{ContractFixture.Tools},\"toolConfig\":{{\"functionCallingConfig\":{{\"mode\":\"{mode}\"{more}}}}}");

    private static string Responded(string call, string response) => $$"""
        {"contents":[{"role":"user","parts":[{"text":"{{ContractFixture.CallPrompt}}"}]},{"role":"model","parts":[{{call}}]},{"role":"user","parts":[{{response}}]}],
         "tools":{{ContractFixture.Tools}},"generationConfig":{"temperature":0} }
        """;
}
