using Castor.Engines.Tests.Emulator;
using Castor.Protocol;

namespace Castor.Engines.Tests.Scenarios;

public sealed class SequenceTests
{
    [Theory]
    [InlineData("last", "a b b c c c c")]
    [InlineData("cycle", "a b b c a b b")]
    [InlineData("skip", "a b b c other other other")]
    public async Task Answers_StepThroughAndEndAsToldTo(string repeat, string expected)
    {
        using var rig = new ScenarioRig($$"""
            - {match: {text: x}, answers: [a, {text: b, times: 2}, c], repeat: {{repeat}}}
            - {match: {text: x}, answer: other}
            """);

        var said = new List<string>();
        for (int i = 0; i < 7; i++)
        {
            said.Add(await rig.Say("x"));
        }

        Assert.Equal(expected, string.Join(' ', said));
    }

    [Fact]
    public async Task Repeat_Error_TellsThatTheAnswersAreUsedUp()
    {
        using var rig = new ScenarioRig("- {name: once, answers: [a], repeat: error}");

        Assert.Equal("a", await rig.Say("x"));
        ApiException exception = await rig.Fails("x");

        Assert.Equal(ApiStatus.FailedPrecondition, exception.Status);
        Assert.Contains("'once'", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answers_MayBeFailures()
    {
        using var rig = new ScenarioRig("- answers: [{error: 503, times: 2}, {error: 429}, 'hello {{count}}']");

        Assert.Equal(503, (await rig.Fails("x")).HttpStatus);
        Assert.Equal(503, (await rig.Fails("x")).HttpStatus);
        Assert.Equal(429, (await rig.Fails("x")).HttpStatus);
        Assert.Equal("hello 4", await rig.Say("x"));
    }

    [Fact]
    public async Task Per_Header_CountsEachValueOnItsOwn()
    {
        using var rig = new ScenarioRig("- {answers: [a, b], per: header x-session}");

        Assert.Equal("a", await rig.Say(ScenarioRig.Call("x", null, ("x-session", "1"))));
        Assert.Equal("a", await rig.Say(ScenarioRig.Call("x", null, ("x-session", "2"))));
        Assert.Equal("b", await rig.Say(ScenarioRig.Call("x", null, ("x-session", "1"))));
        Assert.Equal("a", await rig.Say("x"));
    }

    [Fact]
    public async Task Per_Conversation_TellsThemByTheirFirstTurn()
    {
        using var rig = new ScenarioRig("- {answers: [a, b], per: conversation}");
        GenerateContentRequest second = Asking.Request("one") with
        {
            Contents =
            [
                new Content { Role = "user", Parts = [new Part { Text = "one" }] },
                new Content { Role = "model", Parts = [new Part { Text = "a" }] },
                new Content { Role = "user", Parts = [new Part { Text = "more" }] },
            ],
        };

        Assert.Equal("a", await rig.Say("one"));
        Assert.Equal("a", await rig.Say("two"));
        Assert.Equal("b", await rig.Say(ScenarioRig.Call(second)));
    }

    [Fact]
    public async Task Reset_BeginsAnew()
    {
        using var rig = new ScenarioRig("- {name: s, answers: [a, b], faults: {error: 500, times: 1}}");

        await rig.Fails("x");
        Assert.Equal("a", await rig.Say("x"));
        Assert.Equal(2, rig.Folder.CountCalls()["s"]);
        rig.Folder.Reset();

        await rig.Fails("x");
        Assert.Equal("a", await rig.Say("x"));
    }

    [Fact]
    public async Task Answers_AskedForAtOnce_AreEachGivenOnce()
    {
        using var rig = new ScenarioRig($"- {{answers: [{string.Join(", ", Enumerable.Range(0, 200).Select(i => $"n{i}"))}], repeat: error}}");

        Castor.Engines.Scenarios.ScenarioEngine engine = rig.Engine;

        string[] said = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => Task.Run(() => Say(engine))));

        Assert.Equal(200, said.Distinct().Count());
    }

    [Fact]
    public async Task Per_ManyKeys_ForgetsTheOldestInsteadOfGrowing()
    {
        using var rig = new ScenarioRig("- {answers: [a, b], per: header x-session}");

        for (int i = 0; i < 10_001; i++)
        {
            Assert.Equal("a", await rig.Say(ScenarioRig.Call("x", null, ("x-session", $"{i}"))));
        }

        Assert.Equal("b", await rig.Say(ScenarioRig.Call("x", null, ("x-session", "10000"))));
        Assert.Equal("a", await rig.Say(ScenarioRig.Call("x", null, ("x-session", "0"))));
    }

    private static async Task<string> Say(IEngine engine) => Asking.TextOf(await ResponseFold.FoldAsync(
        engine.GenerateAsync(ScenarioRig.Call("x"), TestContext.Current.CancellationToken), TestContext.Current.CancellationToken));
}
