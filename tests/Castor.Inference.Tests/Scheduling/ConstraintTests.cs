using Castor.Inference.Sampling;
using Castor.Inference.Scheduling;

namespace Castor.Inference.Tests.Scheduling;

public sealed class ConstraintTests
{
    [Fact]
    public async Task Generate_UnderAConstraint_DrawsWhatItAllows()
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(5, 30, 60) with { Constraint = () => new RepeatingMask(0x1111_1111_1111_1111, 1) };
        Task<int[]> beside = server.Generate(TinyServer.Request(6, 300, 60)).ReadTokensAsync();

        int[] tokens = await server.Generate(request).ReadTokensAsync();

        Assert.Equal(Enumerable.Range(0, 60).Select(i => i % 4), tokens.Select(t => t % 4));
        Assert.Equal(server.Alone(request), tokens);
        Assert.Equal(server.Alone(TinyServer.Request(6, 300, 60)), await beside);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task Generate_ForcedTokens_ArePartOfTheAnswerAndAreNotDrawn(int candidates)
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(5, 30, 60) with { Constraint = () => new PhraseConstraint(skips: false), CandidateCount = candidates };
        List<GeneratedToken> drawn = await server.Generate(request).ReadAllAsync();
        long steps = server.Scheduler.StepCount;

        List<GeneratedToken> skipped = await server.Generate(request with { Constraint = () => new PhraseConstraint(skips: true) }).ReadAllAsync();

        for (int candidate = 0; candidate < candidates; candidate++)
        {
            Assert.Equal(60, drawn.Count(t => t.Candidate == candidate));
            int[] tokens = [.. skipped.Where(t => t.Candidate == candidate).Select(t => t.Token)];
            Assert.Equal(60, tokens.Length);
            Assert.All(tokens.Select((t, i) => (t, i)).Where(p => p.i % 6 != 0), p => Assert.Equal(PhraseConstraint.TokenAt(p.i), p.t));
        }

        Assert.True(server.Scheduler.StepCount - steps < 20);
        Assert.Equal(StopReason.MaxTokens, skipped[^1].Stop);
    }

    [Fact]
    public async Task Generate_AConstraintThatFails_FailsItsOwnRequestOnly()
    {
        using TinyServer server = new();
        GenerationRequest request = TinyServer.Request(6, 20, 60);
        Task<int[]> beside = server.Generate(request).ReadTokensAsync();

        GenerationStream failing = server.Generate(TinyServer.Request(5, 30, 60) with { Constraint = () => new FailingConstraint() });
        GenerationStream empty = server.Generate(TinyServer.Request(5, 30, 60) with { Constraint = () => new RepeatingMask(0) });
        GenerationStream severalFailing = server.Generate(
            TinyServer.Request(5, 30, 60) with { Constraint = () => new FailingConstraint(), CandidateCount = 3 });

        Assert.Equal("Third.", (await Assert.ThrowsAsync<FormatException>(failing.ReadAllAsync)).Message);
        Assert.Contains("No token", (await Assert.ThrowsAsync<InvalidOperationException>(empty.ReadAllAsync)).Message, StringComparison.Ordinal);
        await Assert.ThrowsAsync<FormatException>(severalFailing.ReadAllAsync);
        Assert.Equal(server.Alone(request), await beside);
    }

    [Fact]
    public void Generate_AConstraintThatCannotBeMade_IsTheCallersToHear()
    {
        using TinyServer server = new();

        Assert.Throws<FormatException>(
            () => server.Generate(TinyServer.Request(5, 30, 60) with { Constraint = () => throw new FormatException() }));
        Assert.Equal(0, server.Runner.QueuedCount);
    }

    private sealed class FailingConstraint : TokenConstraint
    {
        private int _count;

        public override ReadOnlySpan<ulong> Allowed => [];

        public override void Accept(int token)
        {
            if (++_count == 3)
            {
                throw new FormatException("Third.");
            }
        }
    }

    /// <summary>A free token, then five that are given.</summary>
    private sealed class PhraseConstraint(bool skips) : TokenConstraint
    {
        private const int Length = 6;

        private readonly ulong[] _all = [ulong.MaxValue, ulong.MaxValue];
        private readonly ulong[] _one = [0, 0];
        private int _count;

        public static int TokenAt(int index) => 10 + (index % Length);

        public override ReadOnlySpan<ulong> Allowed
        {
            get
            {
                if (_count % Length == 0)
                {
                    return _all;
                }

                _one[0] = 1UL << TokenAt(_count);
                return _one;
            }
        }

        public override void Accept(int token) => _count++;

        public override ReadOnlySpan<int> Forced() =>
            skips && _count % Length != 0 ? Enumerable.Range(_count, Length - (_count % Length)).Select(TokenAt).ToArray() : [];
    }
}
