using System.Runtime.CompilerServices;
using Castor.Cli.Chat;
using Castor.Engines;
using Castor.Engines.Catalog;
using Castor.Engines.Emulator;
using Castor.Inference.Scheduling;
using Castor.Protocol;

namespace Castor.Cli.Tests.Chat;

public sealed class ChatSessionTests
{
    private readonly FakeClock _clock = new();
    private readonly StringWriter _output = new() { NewLine = "\n" };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static ModelEntry Model => ModelCatalog.LoadBuiltIn().Find("gemini-2.5-flash")!;

    [Fact]
    public async Task Session_OfMessages_SendsTheWholeConversation()
    {
        var engine = new EchoEngine(_clock);
        await RunAsync(engine, "one", "/system Be brief.", "two", "/temperature 0", "/think on", "three");
        Assert.Equal(["one", "one|one!|two", "one|one!|two|two!|three"], engine.Requests.Select(r => string.Join('|', r.Contents!.Select(c => c.Parts![0].Text))));
        Assert.Equal([null, "Be brief.", "Be brief."], engine.Requests.Select(r => r.SystemInstruction?.Parts![0].Text));
        Assert.Equal([null, null, 0f], engine.Requests.Select(r => r.GenerationConfig?.Temperature));
        Assert.Equal([null, null, true], engine.Requests.Select(r => r.GenerationConfig?.ThinkingConfig?.IncludeThoughts));
        Assert.Equal(["user", "model", "user"], engine.Requests[1].Contents!.Select(c => c.Role));
        Assert.Equal(
            """
            one!
            11 tokens, 5.0 a second; the first after 2.00 s, prompt of 7 (3 known)
            The model is told: Be brief.
            two!
            11 tokens, 5.0 a second; the first after 2.00 s, prompt of 7 (3 known)
            The temperature is 0.
            The model may think aloud.
            Hm.
            three!
            11 tokens, 5.0 a second; the first after 2.00 s, prompt of 7 (3 known)

            """,
            _output.ToString());
    }

    [Fact]
    public async Task Session_OfPiecesThatLayReady_TellsTheSpeedThatTheEngineMeasured()
    {
        // All pieces come at once, long after the first token: by the clock of the reader there would be no time between them.
        var engine = new EchoEngine(_clock) { Measured = new GenerationTimings(default, default, TimeSpan.FromSeconds(4)), Pause = TimeSpan.Zero };
        await RunAsync(engine, "one");
        Assert.Contains("11 tokens, 2.5 a second; the first after 0.00 s", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_OfAnEngineThatMeasuresNothing_TellsNoSpeed()
    {
        await RunAsync(new EchoEngine(_clock) { Measured = null }, "one");
        Assert.Contains("\n11 tokens; the first after 2.00 s", _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_WithUndoRetryAndClear_ChangesTheConversation()
    {
        var engine = new EchoEngine(_clock);
        await RunAsync(engine, "/undo", "/retry", "one", "two", "/retry", "/undo", "three", "/clear", "four");
        Assert.Equal(
            ["one", "one|one!|two", "one|one!|two", "one|one!|three", "four"],
            engine.Requests.Select(r => string.Join('|', r.Contents!.Select(c => c.Parts![0].Text))));
        Assert.StartsWith("There is nothing to take back.\nThere is no message to answer again.\n", _output.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("/system", "The model is told nothing beforehand.")]
    [InlineData("/temperature 3", "Say /temperature with a number from 0 to 2, or with off.")]
    [InlineData("/nope", "'/nope' is no command. /help shows those that are.")]
    [InlineData("/think", "Say /think on or /think off.")]
    [InlineData("/temperature NaN", "Say /temperature with a number from 0 to 2, or with off.")]
    [InlineData("/temperature off", "The temperature is the model's own.")]
    [InlineData("/help", "/bye              leave, as Ctrl+D does")]
    public async Task Session_OfACommand_Answers(string command, string told)
    {
        await RunAsync(new EchoEngine(_clock), command);
        Assert.Contains(told, _output.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Session_AfterBye_ReadsNoMore()
    {
        var engine = new EchoEngine(_clock);
        await RunAsync(engine, "  ", "/bye", "never");
        Assert.Empty(engine.Requests);
    }

    [Fact]
    public async Task Session_WhoseAnswerFails_GoesOnWithoutIt()
    {
        var engine = new EchoEngine(_clock);
        await RunAsync(engine, "fail", "/path is text too\nas it has two lines");
        Assert.StartsWith("The model is tired.\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("/path is text too\nas it has two lines", Assert.Single(engine.Requests[^1].Contents!).Parts![0].Text);
    }

    [Fact]
    public async Task Session_WhoseAnswerIsStopped_KeepsWhatCame()
    {
        var engine = new EchoEngine(_clock);
        ChatSession? session = null;
        engine.AfterFirst = () => Assert.True(session!.StopAnswer());
        session = Session(engine, "one", "two");
        await session.RunAsync(Cancellation);
        Assert.Contains("; stopped\n", _output.ToString(), StringComparison.Ordinal);
        Assert.Equal("one|one|two", string.Join('|', engine.Requests[^1].Contents!.Select(c => c.Parts![0].Text)));
        Assert.False(session.StopAnswer());
    }

    // Ctrl+C comes on a thread of its own, where an exception ends the process.
    [Fact]
    public async Task Stop_AsAnswersEnd_DoesNoHarm()
    {
        ChatSession session = Session(new EmulatorEngine(), [.. Enumerable.Range(0, 3000).Select(i => $"message {i}").SelectMany(m => (string[])[m, "/clear"])]);
        using var over = new CancellationTokenSource();
        var stops = Task.Run(
            () =>
            {
                while (!over.IsCancellationRequested)
                {
                    session.StopAnswer();
                }
            },
            Cancellation);

        await session.RunAsync(Cancellation);

        await over.CancelAsync();
        await stops;
    }

    [Fact]
    public async Task Session_OfTheEmulator_GivesTheSameAnswerEachTime()
    {
        await RunAsync(new EmulatorEngine(), "What is the capital of France?");
        string first = _output.ToString();
        _output.GetStringBuilder().Clear();
        await RunAsync(new EmulatorEngine(), "What is the capital of France?");
        Assert.Equal(first, _output.ToString());
        Assert.Matches("(?s)^.+\n[0-9]+ tokens.*; the first after 0.00 s, prompt of [0-9]+\n$", first);
    }

    [Fact]
    public void Writer_OfAnAnswerWithControlCharacters_LeavesThemOut()
    {
        var writer = new AnswerWriter(_output, isStyled: false);
        writer.Write("a\e[2Jb\r\n", isThought: false);
        writer.Write("\tc\a\u009bd", isThought: false);
        writer.End();
        Assert.Equal("a[2Jb\n\tcd\n", _output.ToString());
    }

    private Task RunAsync(IEngine engine, params string[] lines) => Session(engine, lines).RunAsync(Cancellation);

    private ChatSession Session(IEngine engine, params string[] lines)
    {
        var queue = new Queue<string>(lines);
        return new ChatSession(new Conversation(engine, Model, _clock, engine is EchoEngine { Measured: { } measured } ? () => measured : null), () => queue.TryDequeue(out string? line) ? line : null, _output, isStyled: false);
    }

    /// <summary>An engine that says the last message again, in two pieces, so that a test knows what it was asked and how long it took.</summary>
    private sealed class EchoEngine(FakeClock clock) : IEngine
    {
        public List<GenerateContentRequest> Requests { get; } = [];

        public Action AfterFirst { get; set; } = () => { };

        public GenerationTimings? Measured { get; init; } = new(default, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(2));

        public TimeSpan Pause { get; init; } = TimeSpan.FromSeconds(2);

        public string Name => "echo";

        public async IAsyncEnumerable<GenerateContentResponse> GenerateAsync(GenerationCall call, [EnumeratorCancellation] CancellationToken cancellationToken)
        {
            Requests.Add(call.Request);
            string text = call.Request.Contents![^1].Parts![0].Text!;
            if (text == "fail")
            {
                throw new ApiException(ApiStatus.Unavailable, "The model is tired.");
            }

            clock.Advance(Pause);
            if (call.Request.GenerationConfig?.ThinkingConfig?.IncludeThoughts == true)
            {
                yield return Chunk("Hm.", tokens: 1) with { Candidates = [new Candidate { Content = new Content { Parts = [new Part { Text = "Hm.", Thought = true }] } }] };
            }

            yield return Chunk(text, tokens: 1);
            AfterFirst();
            cancellationToken.ThrowIfCancellationRequested();
            clock.Advance(Pause);
            yield return Chunk("!", tokens: 11);
            await Task.CompletedTask;
        }

        private static GenerateContentResponse Chunk(string text, int tokens) => new()
        {
            Candidates = [new Candidate { Content = new Content { Parts = [new Part { Text = text }] } }],
            UsageMetadata = new UsageMetadata { PromptTokenCount = 7, CachedContentTokenCount = 3, CandidatesTokenCount = tokens },
        };
    }
}
