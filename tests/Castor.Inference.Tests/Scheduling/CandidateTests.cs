using Castor.Inference.Scheduling;

namespace Castor.Inference.Tests.Scheduling;

public sealed class CandidateTests
{
    [Theory]
    [InlineData(10)]
    [InlineData(64)]
    [InlineData(200)]
    public async Task Generate_SeveralCandidates_GivesEachWhatItGetsAlone(int promptLength)
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(5, promptLength, 150) with { CandidateCount = 4 };

        List<GeneratedToken> tokens = await server.Generate(request).ReadAllAsync();

        for (int candidate = 0; candidate < 4; candidate++)
        {
            GeneratedToken[] own = [.. tokens.Where(t => t.Candidate == candidate)];
            Assert.Equal(server.Alone(request, candidate), own.Select(t => t.Token));
            Assert.Equal(StopReason.MaxTokens, own[^1].Stop);
        }

        Assert.NotEqual(tokens.Where(t => t.Candidate == 0).Select(t => t.Token), tokens.Where(t => t.Candidate == 1).Select(t => t.Token));
    }

    [Fact]
    public async Task Generate_CandidatesThatEndAtDifferentTokens_EndEachByItself()
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(5, 30, 80) with { CandidateCount = 3, IsEnd = t => t < 6 };

        List<GeneratedToken> tokens = await server.Generate(request).ReadAllAsync();

        for (int candidate = 0; candidate < 3; candidate++)
        {
            Assert.Equal(server.Alone(request, candidate), tokens.Where(t => t.Candidate == candidate).Select(t => t.Token));
        }

        Assert.Equal(3, tokens.Count(t => t.Stop != StopReason.None));
    }

    [Fact]
    public async Task Generate_Candidates_TakeTheirPlaces()
    {
        using TinyServer server = new(new RunnerOptions { MaxRunning = 4 });
        GenerationRequest[] requests = [.. Enumerable.Range(0, 5).Select(i => TinyServer.Request((ulong)i, 100, 30) with { CandidateCount = 3 })];

        List<GeneratedToken>[] answers = await Task.WhenAll(requests.Select(r => server.Generate(r).ReadAllAsync()));

        for (int i = 0; i < requests.Length; i++)
        {
            Assert.Equal(server.Alone(requests[i], 2), answers[i].Where(t => t.Candidate == 2).Select(t => t.Token));
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => server.Generate(requests[0] with { CandidateCount = 5 }));
    }

    [Fact]
    public async Task Generate_CandidatesWithLogProbabilities_TellThoseOfTheRawLogits()
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(5, 30, 10) with { CandidateCount = 3 };
        request = request with { Sampling = request.Sampling with { LogProbabilities = 5 }, Constraint = () => new RepeatingMask(0x5555_5555_5555_5555) };

        List<GeneratedToken> tokens = await server.Generate(request).ReadAllAsync();

        // The first tokens are drawn from the same logits, whatever the first draw's mask left of them.
        GeneratedToken[] first = [.. Enumerable.Range(0, 3).Select(c => tokens.First(t => t.Candidate == c))];
        Assert.Equal(first[0].Top.ToArray(), first[1].Top.ToArray());
        Assert.Equal(first[0].Top.ToArray(), first[2].Top.ToArray());
        Assert.Contains(first[0].Top.ToArray(), t => t.Token % 2 == 1);
        Assert.All(tokens, t => Assert.Equal(0, t.Token % 2));
        Assert.All(tokens, t => Assert.InRange(t.LogProbability, float.MinValue, 0));
        Assert.All(tokens, t => Assert.True(t.Top.Length == 5 && t.Top.ToArray().SequenceEqual(t.Top.ToArray().OrderByDescending(x => x.LogProbability))));
    }
}
