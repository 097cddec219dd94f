using System.Diagnostics;
using System.Text.Json;
using Castor.Engines.Tests.Emulator;
using Castor.Protocol;

namespace Castor.Engines.Tests.Scenarios;

public sealed class FaultTests
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);

    [Fact]
    public async Task Times_LetsTheRetryThrough()
    {
        using var rig = new ScenarioRig("- {faults: [{error: 503, times: 2}, {error: 429, times: 1}], answers: [first, second]}");

        Assert.Equal(503, (await rig.Fails("x")).HttpStatus);
        Assert.Equal(503, (await rig.Fails("x")).HttpStatus);
        Assert.Equal(429, (await rig.Fails("x")).HttpStatus);
        Assert.Equal("first", await rig.Say("x"));
        Assert.Equal("second", await rig.Say("x"));
    }

    [Theory]
    [InlineData("skip: 2", "aaxxxx")]
    [InlineData("every: 3", "xaaxaa")]
    [InlineData("skip: 1, every: 2, times: 2", "axaxaa")]
    public async Task Schedule_SaysWhichCallsAreStruck(string schedule, string expected)
    {
        using var rig = new ScenarioRig($"- {{faults: {{error: 500, {schedule}}}, answer: a}}");

        Assert.Equal(expected, await Outcomes(rig, expected.Length));
    }

    [Fact]
    public async Task Probability_GoesTheSameWayInEveryRun()
    {
        const string Yaml = "- {faults: {error: 500, probability: 0.3, seed: 7}, answer: a}";
        using var one = new ScenarioRig(Yaml);
        using var two = new ScenarioRig(Yaml);
        using var other = new ScenarioRig(Yaml.Replace("seed: 7", "seed: 8"));

        string outcomes = await Outcomes(one, 200);

        Assert.Equal(outcomes, await Outcomes(two, 200));
        Assert.NotEqual(outcomes, await Outcomes(other, 200));
        Assert.InRange(outcomes.Count(c => c == 'x'), 30, 90);
    }

    [Fact]
    public async Task Quota_CountsCallsOfAModelInAMinute()
    {
        using var rig = new ScenarioRig("- {faults: {quota: {limit: 2, per: minute}}, answer: a}");
        GenerationCall other = ScenarioRig.Call("x", TestModels.Pro3);

        Assert.Equal("aa", await Outcomes(rig, 2));
        rig.Clock.Advance(TimeSpan.FromSeconds(20.5));
        ApiException exception = await rig.Fails("x");

        Assert.Equal("40s", exception.Details.OfType<RetryInfo>().Single().RetryDelay.ToString());
        Assert.Equal("2", exception.Details.OfType<QuotaFailure>().Single().Violations![0].QuotaValue);
        Assert.Equal("a", await rig.Say(other));
        rig.Clock.Advance(TimeSpan.FromSeconds(39.4));
        await rig.Fails("x");
        rig.Clock.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Equal("aax", await Outcomes(rig, 3));
    }

    [Fact]
    public async Task Quota_OfADay_NamesTheDay()
    {
        using var rig = new ScenarioRig("- faults: {quota: {limit: 0, per: day}}");

        ApiException exception = await rig.Fails("x");

        Assert.Contains("PerDay", exception.Details.OfType<QuotaFailure>().Single().Violations![0].QuotaId, StringComparison.Ordinal);
        Assert.Equal("86400s", exception.Details.OfType<RetryInfo>().Single().RetryDelay.ToString());
    }

    [Fact]
    public async Task Quota_WithAnEffectOfItsOwn_HasThatOnceUsedUp()
    {
        using var rig = new ScenarioRig("- {faults: {quota: {limit: 1}, error: overloaded}, answer: a}");

        Assert.Equal("a", await rig.Say("x"));
        Assert.Equal(503, (await rig.Fails("x")).HttpStatus);
    }

    [Fact]
    public async Task Latency_WaitsByTheClockForTheFirstChunkAndEachFurtherOne()
    {
        using var rig = new ScenarioRig("- answer: {chunks: [one, ' two'], latency: {first: 500ms, perChunk: 20ms, perToken: 5ms}}");
        IAsyncEnumerator<GenerateContentResponse> chunks = rig.Engine
            .GenerateAsync(ScenarioRig.Call("x") with { Streamed = true }, TestContext.Current.CancellationToken)
            .GetAsyncEnumerator(TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromMilliseconds(505), await TimeOf(rig, chunks.MoveNextAsync().AsTask()));
        Assert.Equal(TimeSpan.FromMilliseconds(25), await TimeOf(rig, chunks.MoveNextAsync().AsTask()));
        Assert.Equal(TimeSpan.Zero, await TimeOf(rig, chunks.MoveNextAsync().AsTask()));
    }

    [Fact]
    public async Task Latency_OfAFailure_ComesBeforeIt()
    {
        using var rig = new ScenarioRig("- faults: [{latency: 2s}, {error: 503}]");
        Task<GenerateContentResponse> answer = rig.Answer("x");

        Assert.Equal(TimeSpan.FromSeconds(2), await TimeOf(rig, answer));
        await Assert.ThrowsAsync<ApiException>(() => answer);
    }

    [Theory]
    [InlineData("hang: true", 0)]
    [InlineData("hangAfter: 1", 1)]
    public async Task Hang_EndsOnlyWhenTheCallerGivesUp(string fault, int received)
    {
        using var rig = new ScenarioRig($"- answer: {{chunks: [a, b], {fault}}}");
        using var caller = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        IAsyncEnumerator<GenerateContentResponse> chunks = rig.Engine
            .GenerateAsync(ScenarioRig.Call("x") with { Streamed = true }, caller.Token).GetAsyncEnumerator(caller.Token);
        for (int i = 0; i < received; i++)
        {
            Assert.True(await chunks.MoveNextAsync());
        }

        Task<bool> next = chunks.MoveNextAsync().AsTask();
        rig.Clock.Advance(TimeSpan.FromMinutes(10));
        Assert.False(next.IsCompleted);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(s_patience, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(2, "ab")]
    [InlineData(9, "abc")]
    public async Task CutAfter_CutsTheConnectionAfterTheChunks(int after, string received)
    {
        using var rig = new ScenarioRig($"- answer: {{chunks: [a, b, c], cutAfter: {after}}}");

        (string text, Exception? end) = await ReadUntilFailure(rig);

        Assert.Equal(received, text);
        Assert.IsType<ConnectionCutException>(end);
        await Assert.ThrowsAsync<ConnectionCutException>(() => rig.Answer("x"));
    }

    [Fact]
    public async Task ErrorAfter_FailsInMidStream()
    {
        using var rig = new ScenarioRig("- answer: {chunks: [a, b, c], errorAfter: 1, error: 499}");

        (string text, Exception? end) = await ReadUntilFailure(rig);

        Assert.Equal("a", text);
        Assert.Equal(499, Assert.IsType<ApiException>(end).HttpStatus);
        Assert.Equal(499, (await rig.Fails("x")).HttpStatus);
    }

    [Fact]
    public async Task MalformedAfter_BreaksTheJsonOfOneChunk()
    {
        using var rig = new ScenarioRig("- answer: {chunks: [a, b, c], malformedAfter: 1}");

        List<GenerateContentResponse> chunks = await rig.Stream("x");

        Assert.Equal([false, true, false], chunks.Select(c => c.RawJson is not null));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(chunks[1].RawJson!.Value));
        Assert.ThrowsAny<JsonException>(() => JsonDocument.Parse(rig.Answer("x").Result.RawJson!.Value));
    }

    [Fact]
    public async Task EmptyCandidate_HasNoContent()
    {
        using var rig = new ScenarioRig("- {answer: hello, faults: {emptyCandidate: true, times: 1}}");

        Candidate candidate = Assert.Single((await rig.Answer("x")).Candidates!);

        Assert.Null(candidate.Content);
        Assert.Equal(FinishReason.Stop, candidate.FinishReason);
        Assert.Equal("hello", await rig.Say("x"));
    }

    [Fact]
    public async Task NoFinishReason_EndsTheStreamWithoutOne()
    {
        using var rig = new ScenarioRig("- faults: {noFinishReason: true}");

        List<GenerateContentResponse> chunks = await rig.Stream("x");

        Assert.Equal(PlainEngine.Text, Asking.TextOf(Asking.Fold(chunks)));
        Assert.All(chunks, c => Assert.Null(c.Candidates![0].FinishReason));
    }

    [Fact]
    public async Task Failure_KeepsTheInnerEngineOutOfIt()
    {
        using var rig = new ScenarioRig("- faults: {error: 503}");

        await rig.Fails("x");

        Assert.Equal(0, rig.Inner.Calls);
    }

    private static async Task<string> Outcomes(ScenarioRig rig, int calls)
    {
        char[] outcomes = new char[calls];
        for (int i = 0; i < calls; i++)
        {
            try
            {
                outcomes[i] = await rig.Say("x") == "a" ? 'a' : '?';
            }
            catch (ApiException)
            {
                outcomes[i] = 'x';
            }
        }

        return new string(outcomes);
    }

    private static async Task<(string Text, Exception? End)> ReadUntilFailure(ScenarioRig rig)
    {
        string text = "";
        try
        {
            await foreach (GenerateContentResponse chunk in rig.Engine.GenerateAsync(
                ScenarioRig.Call("x") with { Streamed = true }, TestContext.Current.CancellationToken))
            {
                text += Asking.TextOf(chunk);
            }
        }
        catch (Exception exception)
        {
            return (text, exception);
        }

        return (text, null);
    }

    /// <summary>How long a task takes by the rig's clock, to the millisecond.</summary>
    private static async Task<TimeSpan> TimeOf(ScenarioRig rig, Task task)
    {
        TimeSpan passed = TimeSpan.Zero;
        long began = Stopwatch.GetTimestamp();
        while (!task.IsCompleted && Stopwatch.GetElapsedTime(began) < s_patience)
        {
            // What the last step set free may still be on its way to its own timer; one timer is the folder's.
            if (rig.Clock.WaitingTimers == 1)
            {
                await Task.Yield();
                continue;
            }

            rig.Clock.Advance(TimeSpan.FromMilliseconds(1));
            passed += TimeSpan.FromMilliseconds(1);
        }

        return passed;
    }
}
