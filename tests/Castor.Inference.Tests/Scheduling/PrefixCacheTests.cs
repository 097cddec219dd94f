using Castor.Inference.Kernels;
using Castor.Inference.Scheduling;

namespace Castor.Inference.Tests.Scheduling;

/// <summary>Prompts that begin like earlier ones, on models whose windows are shorter and longer than a page of positions.</summary>
public sealed class PrefixCacheTests
{
    // The machine's fastest tier and one that computes prompts and answers alike.
    public static TheoryData<string, int, int, int> Chats()
    {
        TheoryData<string, int, int, int> data = [];
        KernelSet[] tiers = [KernelTiers.Available[0], KernelTiers.Available.First(t => !t.MultipliesPromptsApart)];
        foreach (KernelSet tier in tiers.Distinct())
        {
            data.Add(tier.Name, 24, 100, 50);
            data.Add(tier.Name, 24, 1000, 300);
            data.Add(tier.Name, 200, 100, 50);
            data.Add(tier.Name, 200, 1000, 300);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(Chats))]
    public async Task Generate_TheSecondTurnOfAChat_ContinuesTheFirst(string tier, int window, int promptLength, int answerLength)
    {
        using TinyServer server = new(window: window, kernels: tier);
        GenerationRequest first = TinyServer.Request(1, promptLength, answerLength);
        int[] answer = await server.Generate(first).ReadTokensAsync();
        GenerationRequest second = Then(first, [.. first.Prompt.Span, .. answer, .. TinyServer.Prompt(2, 30)], 100);

        GenerationStream stream = server.Generate(second);

        Assert.Equal(server.Alone(second), await stream.ReadTokensAsync());

        // The answer's last token was drawn and not computed.
        Assert.Equal(server.KeepsPromptsApart ? promptLength : promptLength + answerLength - 1, stream.CachedTokenCount);
    }

    [Fact]
    public async Task Generate_ATurnThatLeavesTheAnswerOut_ContinuesThePrompt()
    {
        using TinyServer server = new();
        GenerationRequest first = TinyServer.Request(1, 500, 200);
        await server.Generate(first).ReadAllAsync();
        GenerationRequest second = Then(first, [.. first.Prompt.Span[..490], .. TinyServer.Prompt(2, 30)], 100);

        GenerationStream stream = server.Generate(second);

        // Ten tokens of the first prompt were a template's, and are not there in the second.
        Assert.Equal(server.Alone(second), await stream.ReadTokensAsync());
        Assert.Equal(490, stream.CachedTokenCount);
    }

    [Theory]
    [InlineData(24)]
    [InlineData(200)]
    public async Task Generate_TheSamePromptAgain_ComputesItsLastTokenOnly(int window)
    {
        using TinyServer server = new(window: window);
        GenerationRequest request = TinyServer.Request(1, 700, 20);
        await server.Generate(request).ReadAllAsync();

        GenerationStream stream = server.Generate(request);

        Assert.Equal(server.Alone(request), await stream.ReadTokensAsync());
        Assert.Equal(699, stream.CachedTokenCount);
    }

    [Theory]
    [InlineData(64, 0)]
    [InlineData(65, 64)]
    public async Task Generate_AShortPromptAgain_IsComputedAgainBelowAPage(int promptLength, int cached)
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(1, promptLength, 5);
        await server.Generate(request).ReadAllAsync();

        GenerationStream stream = server.Generate(request);

        Assert.Equal(server.Alone(request), await stream.ReadTokensAsync());
        Assert.Equal(cached, stream.CachedTokenCount);
    }

    [Fact]
    public async Task Generate_WithAKeptPrefix_HasTheVeryLogitsOfAComputedOne()
    {
        using TinyServer keeping = new();
        using TinyServer computing = new(new RunnerOptions { KeepsPrefixes = false });
        GenerationRequest request = TinyServer.Request(1, 700, 300);
        request = request with { Sampling = request.Sampling with { LogProbabilities = 5 } };
        await keeping.Generate(request with { MaxTokens = 1 }).ReadAllAsync();

        GenerationStream kept = keeping.Generate(request);
        List<GeneratedToken> tokens = await kept.ReadAllAsync();

        List<GeneratedToken> expected = await computing.Generate(request).ReadAllAsync();
        Assert.Equal(699, kept.CachedTokenCount);
        Assert.Equal(expected.Select(t => (t.Token, t.LogProbability)), tokens.Select(t => (t.Token, t.LogProbability)));
        Assert.Equal(expected.SelectMany(t => t.Top.ToArray()), tokens.SelectMany(t => t.Top.ToArray()));
    }

    [Theory]
    [InlineData(24)]
    [InlineData(200)]
    public async Task Generate_UsersWithOneSystemPrompt_ShareItFromTheThirdOn(int window)
    {
        using TinyServer server = new(window: window);
        int[] system = TinyServer.Prompt(1, 600);
        List<int> cached = [];
        for (ulong user = 2; user < 6; user++)
        {
            GenerationRequest request = Then(TinyServer.Request(user, 1, 1), [.. system, .. TinyServer.Prompt(user, 250 + (int)user)], 40);
            GenerationStream stream = server.Generate(request);
            Assert.Equal(server.Alone(request), await stream.ReadTokensAsync());
            cached.Add(stream.CachedTokenCount);
        }

        // The second one shows where the prompts part, and leaves a snapshot there.
        Assert.Equal([0, 0, 600, 600], cached);
    }

    [Fact]
    public async Task Generate_UsersWithOneLongSystemPrompt_ShareMostOfItFromTheSecondOn()
    {
        using TinyServer server = new(new RunnerOptions { SnapshotInterval = 512 });
        int[] system = TinyServer.Prompt(1, 1400);
        List<int> cached = [];
        for (ulong user = 2; user < 5; user++)
        {
            GenerationRequest request = Then(TinyServer.Request(user, 1, 1), [.. system, .. TinyServer.Prompt(user, 300)], 40);
            GenerationStream stream = server.Generate(request);
            Assert.Equal(server.Alone(request), await stream.ReadTokensAsync());
            cached.Add(stream.CachedTokenCount);
        }

        Assert.Equal([0, 1024, 1400], cached);
    }

    [Fact]
    public async Task Generate_UsersWithOneSystemPromptAtOnce_ComputeItOnce()
    {
        using TinyServer server = new();
        int[] system = TinyServer.Prompt(1, 600);
        GenerationRequest[] requests =
            [.. Enumerable.Range(2, 6).Select(u => Then(TinyServer.Request((ulong)u, 1, 1), [.. system[..(600 - u)], .. TinyServer.Prompt((ulong)u, 250)], 40))];

        GenerationStream[] streams = [.. requests.Select(r => server.Generate(r))];
        int[][] answers = await Task.WhenAll(streams.Select(s => s.ReadTokensAsync()));

        for (int i = 0; i < requests.Length; i++)
        {
            Assert.Equal(server.Alone(requests[i]), answers[i]);
        }

        Assert.Equal([0, 597, 596, 595, 594, 593], streams.Select(s => s.CachedTokenCount));
    }

    [Fact]
    public async Task Generate_FollowingARequestThatIsCancelled_GoesOnAlone()
    {
        using TinyServer server = new();
        int[] system = TinyServer.Prompt(1, 4000);
        GenerationStream leader = server.Generate(Then(TinyServer.Request(2, 1, 1), [.. system, 1, 2, 3], 40));
        GenerationRequest request = Then(TinyServer.Request(3, 1, 1), [.. system[..3000], 3, 2, 1], 40);
        GenerationStream follower = server.Generate(request);
        leader.Dispose();

        Assert.Equal(server.Alone(request), await follower.ReadTokensAsync());
    }

    [Fact]
    public async Task Generate_WithoutKeeping_KeepsNothing()
    {
        using TinyServer server = new(new RunnerOptions { KeepsPrefixes = false });
        GenerationRequest request = TinyServer.Request(1, 300, 20);
        await server.Generate(request).ReadAllAsync();

        GenerationStream stream = server.Generate(request);

        Assert.Equal(server.Alone(request), await stream.ReadTokensAsync());
        Assert.Equal(0, stream.CachedTokenCount);
        server.WaitUntilAsleep();
        Assert.Equal(0, server.Scheduler.Memory.Cache.UsedBytes);
    }

    [Fact]
    public async Task Generate_MorePrefixesThanTheMemoryHolds_KeepsTheLastUsed()
    {
        using TinyServer other = new();
        long bytes = other.Scheduler.Memory.Cache.BytesFor(3000, 64);
        using TinyServer server = new(new RunnerOptions { KvBytes = bytes, ContextLength = 1000 });
        GenerationRequest[] requests = [.. Enumerable.Range(0, 4).Select(i => TinyServer.Request((ulong)i, 800, 150))];
        foreach (int i in (int[])[0, 1, 0, 2, 0, 3])
        {
            GenerationStream stream = server.Generate(requests[i]);
            Assert.Equal(server.Alone(requests[i]), await stream.ReadTokensAsync());
        }

        GenerationStream used = server.Generate(requests[0]);
        await used.ReadAllAsync();
        GenerationStream unused = server.Generate(requests[1]);
        await unused.ReadAllAsync();

        Assert.Equal(799, used.CachedTokenCount);
        Assert.Equal(0, unused.CachedTokenCount);
        server.WaitUntilAsleep();
        Assert.True(server.Scheduler.Memory.Cache.UsedBytes <= bytes);
    }

    private static GenerationRequest Then(GenerationRequest request, int[] prompt, int maxTokens) =>
        request with { Prompt = prompt, MaxTokens = maxTokens };
}
