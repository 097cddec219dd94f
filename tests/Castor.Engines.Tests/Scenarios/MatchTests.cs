using System.Text.Json;
using Castor.Engines.Tests.Emulator;
using Castor.Protocol;

namespace Castor.Engines.Tests.Scenarios;

public sealed class MatchTests
{
    [Theory]
    [InlineData("text: weather", "the weather today", true)]
    [InlineData("text: weather", "the Weather today", false)]
    [InlineData("text: {contains: weather, ignoreCase: true}", "the Weather today", true)]
    [InlineData("text: {equals: weather}", "the weather", false)]
    [InlineData("text: {startsWith: the}", "the weather", true)]
    [InlineData("text: {endsWith: the}", "the weather", false)]
    [InlineData("text: {glob: 'the*?r'}", "the weather", true)]
    [InlineData("text: '/^the \\w+$/'", "the weather", true)]
    [InlineData("text: '/WEATHER/i'", "the weather", true)]
    [InlineData("text: {regex: '^weather'}", "the weather", false)]
    [InlineData("text: [rain, weather]", "the weather", true)]
    [InlineData("not: {text: weather}", "the weather", false)]
    [InlineData("not: [{text: rain}, {text: weather}]", "the weather", false)]
    [InlineData("any: [{text: rain}, {text: weather}]", "the weather", true)]
    [InlineData("all: [{text: the}, {text: rain}]", "the weather", false)]
    [InlineData("model: gemini-2.5-*", "x", true)]
    [InlineData("model: gemini-2.5", "x", false)]
    [InlineData("model: [gemma-*, '*flash']", "x", true)]
    [InlineData("turn: 1", "x", true)]
    [InlineData("turn: 2..", "x", false)]
    [InlineData("turn: ..3", "x", true)]
    [InlineData("streamed: true", "x", false)]
    [InlineData("method: generateContent", "x", true)]
    [InlineData("method: [streamGenerateContent, countTokens]", "x", false)]
    [InlineData("media: false", "x", true)]
    [InlineData("media: image", "x", false)]
    [InlineData("responseMimeType: application/json", "x", false)]
    [InlineData("responseMimeType: text/plain", "x", true)]
    [InlineData("functionResponse: false", "x", true)]
    [InlineData("request: {contents: [{parts: [{text: x}]}]}", "x", true)]
    [InlineData("request: {contents: [{parts: [{text: x}]}]}", "y", false)]
    public async Task Match_OfOneCondition_TakesOrLeavesTheCall(string match, string prompt, bool taken)
    {
        string method = match.StartsWith("method: [", StringComparison.Ordinal) ? "answer: {passthrough: true}, faults: {error: 503}" : "answer: scripted";
        using var rig = new ScenarioRig($"- {{match: {{{match}}}, {method}}}");

        Assert.Equal(taken ? "scripted" : PlainEngine.Text, await rig.Say(prompt));
    }

    [Fact]
    public async Task Text_AfterFunctionResponse_IsTheNewestTurnSoTheRuleHoldsNoMore()
    {
        using var rig = new ScenarioRig("""
            - match: {text: weather}
              answer: {calls: {name: get_weather}}
            - match: {functionResponse: get_weather}
              answer: "It is {{functionResponse.sky.0}}."
            """);
        using var result = JsonDocument.Parse("""{"sky":["sunny","cloudy"]}""");
        var call = new Part { FunctionCall = new FunctionCall { Name = "get_weather" } };
        var response = new Part { FunctionResponse = new FunctionResponse { Name = "get_weather", Response = result.RootElement } };
        var request = new GenerateContentRequest { Contents = [Turn("user", "weather?"), Turn("model", call), Turn("user", response)] };

        Assert.Equal("It is sunny.", await rig.Say(ScenarioRig.Call(request)));
        Assert.Equal("get_weather", (await rig.Answer("weather?")).Candidates![0].Content!.Parts![0].FunctionCall!.Name);
    }

    [Theory]
    [InlineData("text: {contains: first, in: anywhere}", true)]
    [InlineData("text: {contains: first, in: first}", true)]
    [InlineData("text: first", false)]
    [InlineData("text: second", true)]
    [InlineData("turn: 2", true)]
    [InlineData("system: pirate", true)]
    [InlineData("system: /poet/", false)]
    [InlineData("tool: get_*", true)]
    [InlineData("tool: put_*", false)]
    [InlineData("header: {x-test: 'yes'}", true)]
    [InlineData("header: {X-Test: '/^y/'}", true)]
    [InlineData("header: {x-test: 'no'}", false)]
    [InlineData("header: {x-other: true}", false)]
    [InlineData("header: {x-other: false}", true)]
    [InlineData("media: image", true)]
    [InlineData("media: [audio, image/png]", true)]
    [InlineData("media: audio", false)]
    [InlineData("request: {generationConfig: {temperature: 0.5}}", true)]
    [InlineData("request: {generationConfig: {temperature: 0.5, topK: 3}}", false)]
    public async Task Match_OfARichRequest_TakesOrLeavesTheCall(string match, bool taken)
    {
        using var rig = new ScenarioRig($"- {{match: {{{match}}}, answer: scripted}}");
        var request = new GenerateContentRequest
        {
            SystemInstruction = Turn("system", "You are a pirate."),
            Contents =
            [
                new Content { Role = "user", Parts = [new Part { Text = "first" }, new Part { InlineData = new Blob { MimeType = "image/png", Data = new byte[] { 1 } } }] },
                Turn("model", "ok"),
                Turn("user", "second"),
            ],
            Tools = [new Tool { FunctionDeclarations = [new FunctionDeclaration { Name = "get_time" }] }],
            GenerationConfig = new GenerationConfig { Temperature = 0.5f },
        };

        Assert.Equal(taken ? "scripted" : PlainEngine.Text, await rig.Say(ScenarioRig.Call(request, null, ("x-test", "yes"))));
    }

    [Fact]
    public async Task Model_ByItsAlias_Matches()
    {
        using var rig = new ScenarioRig("- {match: {model: gemini-flash-latest}, answer: scripted}");
        Castor.Engines.Catalog.ModelEntry model = TestModels.Flash25 with { Traits = TestModels.Flash25.Traits with { Aliases = ["gemini-flash-latest"] } };

        Assert.Equal("scripted", await rig.Say(ScenarioRig.Call("hi", model)));
        Assert.Equal(PlainEngine.Text, await rig.Say("hi"));
    }

    [Fact]
    public async Task Order_ByPriorityThenFileThenPlace_DecidesWhoAnswers()
    {
        using var rig = new ScenarioRig();
        rig.Write("b.yaml", "[{match: {text: x}, answer: b1}, {match: {text: x}, priority: 5, answer: b2}]");
        rig.Write("a.yml", "[{match: {text: '/x$/'}, answer: a1}, {match: {text: x}, answer: a2}]");

        Assert.Equal("b2", await rig.Say("x"));
        rig.Write("b.yaml", "{match: {text: x}, answer: b1}");
        rig.Folder.Reload();

        Assert.Equal("a1", await rig.Say("x"));
        Assert.Equal("a2", await rig.Say("xy"));
    }

    [Fact]
    public async Task Header_NamingAScenario_PicksItWhateverItsMatch()
    {
        using var rig = new ScenarioRig("""
            - {name: sad, match: {text: never}, answer: "sad {{match.1}}."}
            - {name: hidden, match: none, answer: "hidden"}
            - {name: groups, match: {text: '/my name is (\w+)/'}, answer: "Hello {{match.1}}"}
            - {name: all, answer: "always"}
            """);

        Assert.Equal("sad .", await rig.Say(ScenarioRig.Call("x", null, ("x-castor-scenario", "sad"))));
        Assert.Equal("hidden", await rig.Say(ScenarioRig.Call("x", null, ("x-castor-scenario", "hidden"))));
        Assert.Equal("Hello Ada", await rig.Say(ScenarioRig.Call("my name is Ada", null, ("x-castor-scenario", "groups"))));
        Assert.Equal("always", await rig.Say("x"));
        Assert.Equal(PlainEngine.Text, await rig.Say(ScenarioRig.Call("x", null, ("x-castor-scenario", "none"))));
    }

    [Fact]
    public async Task Header_NamingNoScenario_IsRefusedWithTheNames()
    {
        using var rig = new ScenarioRig("[{name: weather, answer: a}, {name: other, match: {text: b}, answer: b}]");

        ApiException exception = await Assert.ThrowsAsync<ApiException>(() => rig.Answer(ScenarioRig.Call("x", null, ("x-castor-scenario", "wether"))));

        Assert.Equal(400, exception.HttpStatus);
        Assert.Contains("'wether'", exception.Message, StringComparison.Ordinal);
        Assert.Contains("Did you mean 'weather'?", exception.Message, StringComparison.Ordinal);
        Assert.Contains("weather, other", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Regex_ThatNeverEnds_IsToldInsteadOfHanging()
    {
        using var rig = new ScenarioRig(@"- {match: {text: '/^(a+)+$/'}, answer: x}");

        ApiException exception = await rig.Fails(new string('a', 60) + "!");

        Assert.Equal(ApiStatus.FailedPrecondition, exception.Status);
        Assert.Contains("(a+)+", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Engine_WhereNothingMatches_LeavesTheCallToTheInnerEngine()
    {
        using var rig = new ScenarioRig("- {match: {text: never}, answer: x}");
        GenerationCall call = ScenarioRig.Call("hello");

        IAsyncEnumerable<GenerateContentResponse> chunks = rig.Engine.GenerateAsync(call, TestContext.Current.CancellationToken);

        Assert.IsType(new PlainEngine().GenerateAsync(call, TestContext.Current.CancellationToken).GetType(), chunks);
        Assert.Equal(PlainEngine.Text, await rig.Say(call));
        Assert.Equal("plain", rig.Engine.Name);
    }

    private static Content Turn(string role, string text) => Turn(role, new Part { Text = text });

    private static Content Turn(string role, Part part) => new() { Role = role, Parts = [part] };
}
